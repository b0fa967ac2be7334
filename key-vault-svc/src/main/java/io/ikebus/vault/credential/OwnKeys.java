package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.certification.AlternativeName;
import io.ikebus.vault.certification.CertificationRequest;
import io.ikebus.vault.certification.KeyAlgorithm;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.keyuse.CredentialKeys;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import jakarta.inject.Singleton;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes keys, and asks for certificates for them. */
@Singleton
final class OwnKeys {
    /** Kinds of general names (RFC 5280 4.2.1.6) that a request takes over from a certificate. */
    private static final int MAIL = 1;

    private static final int HOST = 2;
    private static final int ADDRESS = 7;
    private static final int BUSY_SECONDS = 5;

    private final CredentialKeys keys;
    private final SecureRandom random;
    /** One at a time: a long RSA key takes a core for many seconds. */
    private final Semaphore making = new Semaphore(1);

    OwnKeys(CredentialKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /** @throws ProblemException 409 if the name is taken: a key that is there is never replaced by chance */
    static void requireNew(Holdings holdings, String name) {
        if (holdings.credentials().containsKey(name)
                || holdings.damagedCredentials().contains(name)) {
            throw new ProblemException(Problem.of(
                    409,
                    "name-taken",
                    "there is a credential of this name: generate under another, or delete it",
                    null));
        }
    }

    /** @throws ProblemException 429 while another RSA key is being made */
    <T> T generated(KeyAlgorithm algorithm, Function<Secret, T> use) {
        Secret made = alone(algorithm, () -> algorithm.generate(random));
        try {
            return use.apply(made);
        } finally {
            made.destroy();
        }
    }

    /** @throws ProblemException 429 while another RSA key is being made */
    <T> T alone(KeyAlgorithm algorithm, Supplier<T> work) {
        if (!algorithm.isRsa()) {
            return work.get();
        }
        if (!making.tryAcquire()) {
            throw ProblemException.tooMany("busy", "another RSA key is being made; ask again", BUSY_SECONDS);
        }
        try {
            return work.get();
        } finally {
            making.release();
        }
    }

    /**
     * A certification request in PEM, signed with the credential's key.
     *
     * @throws ProblemException if this is no key of ours, or nothing says what it shall be certified as
     */
    String request(Credential credential) {
        PublicKey publicKey = credential
                .ownPublicKey()
                .orElseThrow(() -> ProblemException.notFound("this credential is no private key of ours"));
        CertificationRequest request = wish(credential);
        return keys.privateKey(credential, (key, jca) -> request.signed(key, publicKey, jca.provider()));
    }

    private static CertificationRequest wish(Credential credential) {
        boolean signs = credential.is(CredentialType.SIGNING_KEY);
        Content.@Nullable Wish wish = credential.content().wish();
        if (wish != null) {
            return new CertificationRequest(
                    DistinguishedName.parse(wish.subject()).principal(),
                    wish.alternativeNames().stream().map(AlternativeName::parse).toList(),
                    signs);
        }
        if (credential.certificates().isEmpty()) {
            throw new ProblemException(Problem.of(
                    409,
                    "no-subject",
                    "nothing says what to ask for: put the credential again, with subject and subjectAltNames",
                    null));
        }
        X509Certificate present = credential.certificates().getFirst();
        return new CertificationRequest(present.getSubjectX500Principal(), names(present), signs);
    }

    private static List<AlternativeName> names(X509Certificate certificate) {
        List<AlternativeName> all = new ArrayList<>();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                if (name.get(0) instanceof Integer kind && (kind == MAIL || kind == HOST || kind == ADDRESS)) {
                    String prefix = kind == MAIL ? "email:" : kind == HOST ? "dns:" : "ip:";
                    all.add(AlternativeName.parse(prefix + name.get(1)));
                }
            }
            return all;
        } catch (CertificateParsingException | IllegalArgumentException _) {
            // An alternative name that is none says nothing.
            return all;
        }
    }
}
