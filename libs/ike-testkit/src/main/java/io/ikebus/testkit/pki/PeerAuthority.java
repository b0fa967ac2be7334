package io.ikebus.testkit.pki;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that certifies IKE peers, also in ways in which no good authority would. */
public final class PeerAuthority {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final PeerCertificate own;

    private PeerAuthority(PeerCertificate own) {
        this.own = own;
    }

    /**
     * What shall be certified.
     *
     * @param subject as in RFC 4514
     * @param alternatives {@code dns:}, {@code email:} or {@code ip:} and a name
     * @param keyUsage bits of {@link KeyUsage}; 0 for no such extension
     */
    public record Wish(
            String subject, PeerKey key, List<String> alternatives, Instant notBefore, Instant notAfter, int keyUsage) {
        /** A good one, for two days. */
        public static Wish of(String subject, PeerKey key, String... alternatives) {
            Instant now = Instant.now();
            return new Wish(
                    subject,
                    key,
                    List.of(alternatives),
                    now.minus(SKEW),
                    now.plus(Duration.ofDays(2)),
                    KeyUsage.digitalSignature);
        }

        public Wish between(Instant start, Instant end) {
            return new Wish(subject, key, alternatives, start, end, keyUsage);
        }

        /** Only for the encryption of keys. */
        public Wish notForSignatures() {
            return new Wish(subject, key, alternatives, notBefore, notAfter, KeyUsage.keyEncipherment);
        }
    }

    /** An authority above which there is none. */
    public static PeerAuthority root(String subject, PeerKey kind) {
        return root(Wish.of(subject, kind));
    }

    /** The same, for as long as the wish says; its key usage does not count. */
    public static PeerAuthority root(Wish wish) {
        Keys unsigned = new Keys(wish.key(), wish.key().generate());
        return new PeerAuthority(
                certify(wish, unsigned, name(wish.subject()), unsigned, KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    /** An authority below this one. */
    public PeerAuthority intermediate(String subject, PeerKey kind) {
        Keys subjectKeys = new Keys(kind, kind.generate());
        return new PeerAuthority(
                certify(Wish.of(subject, kind), subjectKeys, name(), keys(), KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    public PeerCertificate certificate() {
        return own;
    }

    public PeerCertificate issue(Wish wish) {
        Keys subjectKeys = new Keys(wish.key(), wish.key().generate());
        return certify(wish, subjectKeys, name(), keys(), wish.keyUsage());
    }

    /** A revocation list in DER, that tells until {@code nextUpdate}. */
    public byte[] revocationList(Instant nextUpdate, X509Certificate... revoked) {
        try {
            JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(
                    own.certificate().getSubjectX500Principal(), Date.from(nextUpdate.minus(Duration.ofDays(1))));
            builder.setNextUpdate(Date.from(nextUpdate));
            for (X509Certificate one : revoked) {
                builder.addCRLEntry(
                        one.getSerialNumber(),
                        Date.from(nextUpdate.minus(Duration.ofDays(1))),
                        CRLReason.keyCompromise);
            }
            return builder.build(signer(keys())).getEncoded();
        } catch (java.io.IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make a revocation list", e);
        }
    }

    private record Keys(PeerKey kind, KeyPair pair) {}

    private Keys keys() {
        return new Keys(own.kind(), own.keys());
    }

    private X500Name name() {
        return X500Name.getInstance(own.certificate().getSubjectX500Principal().getEncoded());
    }

    /** Bouncy Castle's own reading would put the parts the other way round. */
    private static X500Name name(String rfc4514) {
        return X500Name.getInstance(new X500Principal(rfc4514).getEncoded());
    }

    private static PeerCertificate certify(Wish wish, Keys subject, X500Name issuerName, Keys issuer, int keyUsage) {
        boolean authority = (keyUsage & KeyUsage.keyCertSign) != 0;
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            issuerName,
                            new BigInteger(159, RANDOM),
                            Date.from(wish.notBefore()),
                            Date.from(wish.notAfter()),
                            name(wish.subject()),
                            subject.pair().getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils()
                                    .createSubjectKeyIdentifier(subject.pair().getPublic()))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils()
                                    .createAuthorityKeyIdentifier(issuer.pair().getPublic()));
            if (keyUsage != 0) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
            }
            if (!wish.alternatives().isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(wish.alternatives().stream()
                                .map(PeerAuthority::alternative)
                                .toArray(GeneralName[]::new)));
            }
            X509Certificate certificate =
                    new JcaX509CertificateConverter().getCertificate(builder.build(signer(issuer)));
            return new PeerCertificate(subject.kind(), subject.pair(), certificate);
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make a certificate for " + wish.subject(), e);
        }
    }

    private static ContentSigner signer(Keys issuer) throws OperatorCreationException {
        return new JcaContentSignerBuilder(issuer.kind().signature())
                .build(issuer.pair().getPrivate());
    }

    private static GeneralName alternative(String text) {
        int colon = text.indexOf(':');
        int kind =
                switch (text.substring(0, colon)) {
                    case "dns" -> GeneralName.dNSName;
                    case "email" -> GeneralName.rfc822Name;
                    case "ip" -> GeneralName.iPAddress;
                    default -> throw new IllegalArgumentException(text);
                };
        return new GeneralName(kind, text.substring(colon + 1));
    }
}
