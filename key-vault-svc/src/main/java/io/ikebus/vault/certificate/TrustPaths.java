package io.ikebus.vault.certificate;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Finds a path from a certificate to a trust anchor and validates it (RFC 5280 6.1). Candidates are found here and not
 * by the JDK's builder, because that one does not say why a path was not good.
 */
public final class TrustPaths {
    private static final int LONGEST = 6;
    private static final int MOST_SHOWN = 128;
    private static final int MOST_PATHS = 4;
    /** Issuers' signatures that are checked for one peer, at most: hostile chains cost no more. */
    private static final int MOST_CHECKS = 32;

    /** RFC 5280 4.2.1.3; RFC 4945 5.1.3.2: if the extension is there, one of the two must be set. */
    private static final int DIGITAL_SIGNATURE = 0;

    private static final int NON_REPUDIATION = 1;
    private static final int CRL_SIGN = 6;
    /** The first version of certificates that says who may certify. */
    private static final int V3 = 3;

    private final List<X509Certificate> intermediates;
    private final List<X509CRL> revocationLists;
    private final List<TrustAnchor> anchors;
    private final Instant now;
    private final List<Candidate> found = new ArrayList<>();
    private int checks;

    private record Candidate(List<X509Certificate> certificates, TrustAnchor anchor) {}

    /**
     * @param intermediates that may stand between, in any order
     * @param revocationLists besides those of the anchors
     */
    public TrustPaths(
            Collection<X509Certificate> intermediates,
            Collection<X509CRL> revocationLists,
            Collection<TrustAnchor> anchors,
            Instant now) {
        this.intermediates = List.copyOf(intermediates);
        this.anchors = List.copyOf(anchors);
        this.revocationLists = new ArrayList<>(revocationLists);
        anchors.forEach(anchor -> this.revocationLists.addAll(anchor.revocationLists()));
        this.now = now;
    }

    /**
     * The anchor through which {@code end} may be trusted with signatures now.
     *
     * @throws CertificateFault if there is none, with what is wrong with the first path found
     */
    public TrustAnchor of(X509Certificate end) throws CertificateFault {
        boolean[] usage = end.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
            throw new CertificateFault("certificate-usage", shown(end) + " is not for signatures, says its key usage");
        }
        return through(end);
    }

    /**
     * The anchor through which {@code authority} may be trusted now to sign revocation lists.
     *
     * @throws CertificateFault if there is none, or it is no authority
     */
    public TrustAnchor ofAuthority(X509Certificate authority) throws CertificateFault {
        boolean[] usage = authority.getKeyUsage();
        boolean certifies = authority.getVersion() < V3 || authority.getBasicConstraints() >= 0;
        // RFC 5280 6.3.3 (f): "If a key usage extension is present in the CRL issuer's certificate, verify that the
        // cRLSign bit is set."
        if (!certifies || (usage != null && !usage[CRL_SIGN])) {
            throw new CertificateFault("certificate-usage", shown(authority) + " is not for revocation lists");
        }
        return through(authority);
    }

    private TrustAnchor through(X509Certificate end) throws CertificateFault {
        search(end, new ArrayList<>());
        if (found.isEmpty()) {
            throw new CertificateFault("certificate-untrusted", "no trust anchor is behind " + shown(end));
        }
        CertificateFault first = null;
        for (Candidate candidate : found) {
            try {
                validate(candidate);
                return candidate.anchor();
            } catch (CertificateFault fault) {
                first = first == null ? fault : first;
            }
        }
        throw first;
    }

    private void search(X509Certificate last, List<X509Certificate> before) {
        List<X509Certificate> path = new ArrayList<>(before);
        path.add(last);
        for (TrustAnchor anchor : anchors) {
            if (anchor.certificate().equals(last)) {
                found.add(new Candidate(before.isEmpty() ? List.of() : before, anchor));
            } else if (isIssuedBy(last, anchor.certificate())) {
                found.add(new Candidate(path, anchor));
            }
        }
        for (X509Certificate next : intermediates) {
            if (found.size() < MOST_PATHS && path.size() < LONGEST && !path.contains(next) && isIssuedBy(last, next)) {
                search(next, path);
            }
        }
    }

    private boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal()) || ++checks > MOST_CHECKS) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException _) {
            // An issuer of this name, but another one.
            return false;
        }
    }

    private void validate(Candidate candidate) throws CertificateFault {
        X509Certificate anchor = candidate.anchor().certificate();
        try {
            // The validator itself does not look at the anchor's time.
            anchor.checkValidity(Date.from(now));
            if (!candidate.certificates().isEmpty()) {
                CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(candidate.certificates());
                CertPathValidator.getInstance("PKIX").validate(path, parameters(candidate.anchor()));
            }
        } catch (CertificateExpiredException _) {
            throw new CertificateFault("certificate-expired", shown(anchor) + " has expired");
        } catch (CertificateNotYetValidException _) {
            throw new CertificateFault("certificate-not-yet-valid", shown(anchor) + " is not valid yet");
        } catch (CertPathValidatorException e) {
            int at = Math.max(0, e.getIndex());
            throw fault(e, shown(candidate.certificates().get(at)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PKIX must be there", e);
        }
    }

    private PKIXParameters parameters(TrustAnchor anchor) throws GeneralSecurityException {
        PKIXParameters parameters =
                new PKIXParameters(Set.of(new java.security.cert.TrustAnchor(anchor.certificate(), null)));
        parameters.setDate(Date.from(now));
        parameters.setRevocationEnabled(false);
        if (anchor.revocationRequired() || !revocationLists.isEmpty()) {
            parameters.addCertPathChecker(revocation(anchor));
            parameters.addCertStore(lists());
        }
        return parameters;
    }

    /** By lists that are here; never by asking the network. */
    private static PKIXRevocationChecker revocation(TrustAnchor anchor) throws GeneralSecurityException {
        PKIXRevocationChecker checker =
                (PKIXRevocationChecker) CertPathValidator.getInstance("PKIX").getRevocationChecker();
        EnumSet<PKIXRevocationChecker.Option> options =
                EnumSet.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK);
        if (!anchor.revocationRequired()) {
            options.add(PKIXRevocationChecker.Option.SOFT_FAIL);
        }
        checker.setOptions(options);
        return checker;
    }

    private CertStore lists() throws GeneralSecurityException {
        try {
            return CertStore.getInstance("Collection", new CollectionCertStoreParameters(revocationLists));
        } catch (InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("a collection is what it takes", e);
        }
    }

    private static CertificateFault fault(CertPathValidatorException e, String who) {
        return switch (e.getReason()) {
            case CertPathValidatorException.BasicReason.EXPIRED ->
                new CertificateFault("certificate-expired", who + " has expired");
            case CertPathValidatorException.BasicReason.NOT_YET_VALID ->
                new CertificateFault("certificate-not-yet-valid", who + " is not valid yet");
            case CertPathValidatorException.BasicReason.REVOKED ->
                new CertificateFault("certificate-revoked", who + " is revoked");
            case CertPathValidatorException.BasicReason.UNDETERMINED_REVOCATION_STATUS ->
                new CertificateFault("certificate-revocation-unknown", "no valid revocation list tells of " + who);
            case CertPathValidatorException.BasicReason.ALGORITHM_CONSTRAINED ->
                new CertificateFault("certificate-weak", who + " uses an algorithm that is no longer good enough");
            default ->
                new CertificateFault(
                        "certificate-path-invalid", "the path through " + who + " breaks a rule: " + e.getReason());
        };
    }

    private static String shown(X509Certificate certificate) {
        return shown(certificate.getSubjectX500Principal());
    }

    /** A name from a certificate, printable and of bounded length. */
    public static String shown(X500Principal name) {
        String printable = name.getName().replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= MOST_SHOWN ? printable : printable.substring(0, MOST_SHOWN) + "...";
    }
}
