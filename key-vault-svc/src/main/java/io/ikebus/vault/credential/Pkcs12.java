package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A private key and its certificates from a PKCS #12 file (RFC 7292). Before the JDK opens one, {@link Pkcs12Costs} says what
 * that would cost: a hostile file asks for billions of iterations.
 */
final class Pkcs12 {
    static final int LARGEST = 64 * 1_024;
    /** Of all parts together: about a second. OpenSSL asks for 2048 per part, the JDK for 10000. */
    static final int MOST_ITERATIONS = 1_000_000;

    private static final String SECRET = "secret";

    private Pkcs12() {}

    /**
     * @param alias of the entry; null if there is only one
     * @throws ProblemException with the field and the rule if nothing can be taken out of it
     */
    static KeyMaterial open(Secret file, char[] password, @Nullable String alias) {
        return file.with(octets -> open(octets, password, alias));
    }

    private static KeyMaterial open(byte[] file, char[] password, @Nullable String alias) {
        Pkcs12Costs costs = costs(file);
        if (costs.iterations().compareTo(BigInteger.valueOf(MOST_ITERATIONS)) > 0) {
            throw ProblemException.field(
                    SECRET,
                    "a PKCS #12 file asks for at most " + MOST_ITERATIONS
                            + " iterations in all its parts together; this one for more");
        }
        try {
            KeyStore store = loaded(file, password);
            String entry = entry(store, costs.keys(), alias);
            return material(store.getKey(entry, password), store.getCertificateChain(entry));
        } catch (UnrecoverableKeyException e) {
            throw wrongPassword();
        } catch (IOException e) {
            throw e.getCause() instanceof UnrecoverableKeyException ? wrongPassword() : malformed();
        } catch (GeneralSecurityException e) {
            throw malformed();
        }
    }

    private static KeyStore loaded(byte[] file, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(new ByteArrayInputStream(file), password);
            return store;
        } catch (RuntimeException e) {
            // The parser of the JDK throws any, and quotes what it has read.
            throw malformed();
        }
    }

    private static Pkcs12Costs costs(byte[] file) {
        try {
            return Pkcs12Costs.of(file);
        } catch (IllegalArgumentException _) {
            throw malformed();
        }
    }

    private static String entry(KeyStore store, int visible, @Nullable String alias) throws GeneralSecurityException {
        List<String> entries = new ArrayList<>();
        for (String name : Collections.list(store.aliases())) {
            if (store.isKeyEntry(name)) {
                entries.add(name);
            }
        }
        if (entries.isEmpty()) {
            throw ProblemException.field(SECRET, "a PKCS #12 file has a private key; this one has none");
        }
        // Inside an encrypted part stands what it costs to open them, where nobody has looked.
        if (entries.size() > visible) {
            throw ProblemException.field(
                    SECRET,
                    "the keys of a PKCS #12 file stand outside of its encrypted parts; of this one they do not");
        }
        if (alias == null) {
            if (entries.size() > 1) {
                throw ProblemException.field(
                        "alias", "the file has " + entries.size() + " private keys: alias says which");
            }
            return entries.getFirst();
        }
        return entries.stream()
                .filter(alias::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> ProblemException.field("alias", "the file has no private key of this name"));
    }

    private static KeyMaterial material(@Nullable Key key, Certificate @Nullable [] chain)
            throws GeneralSecurityException {
        if (!(key instanceof PrivateKey found)) {
            throw ProblemException.field(SECRET, "the entry of a PKCS #12 file is a private key; this one is not");
        }
        List<Octets> certificates = new ArrayList<>();
        for (Certificate one : chain == null ? new Certificate[0] : chain) {
            certificates.add(Octets.wrap(one.getEncoded()));
        }
        if (certificates.size() > CredentialRequest.MOST_CERTIFICATES) {
            throw ProblemException.field(
                    SECRET, "a chain has at most " + CredentialRequest.MOST_CERTIFICATES + " certificates");
        }
        byte[] pkcs8 = found.getEncoded();
        try {
            return new KeyMaterial(Secret.copyOf(pkcs8), certificates);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    private static ProblemException wrongPassword() {
        return ProblemException.field("password", "is not the password of this PKCS #12 file");
    }

    private static ProblemException malformed() {
        return ProblemException.field(SECRET, "is a PKCS #12 file in DER, as base64; this is none, or it is damaged");
    }
}
