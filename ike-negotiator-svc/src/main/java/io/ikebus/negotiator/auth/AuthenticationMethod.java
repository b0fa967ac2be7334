package io.ikebus.negotiator.auth;

import static io.ikebus.negotiator.auth.ExtendedAuthentication.HYBRID_INITIATOR;
import static io.ikebus.negotiator.auth.ExtendedAuthentication.HYBRID_RESPONDER;
import static io.ikebus.negotiator.auth.ExtendedAuthentication.INITIATOR;
import static io.ikebus.negotiator.auth.ExtendedAuthentication.NONE;
import static io.ikebus.negotiator.auth.ExtendedAuthentication.RESPONDER;

import io.ikebus.negotiator.crypto.HashAlgorithm;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How both ends prove who they are: the values of phase 1's attribute 3 (RFC 2409 Appendix A, RFC 4754 7), alone and
 * with what comes after them. A method's row here and its {@link Authentication} are all that the negotiator knows of
 * it.
 */
public enum AuthenticationMethod {
    PRE_SHARED_KEY("psk", Map.of(NONE, 1, INITIATOR, 65_001, RESPONDER, 65_002), hash -> new PreSharedKey()),
    RSA_SIGNATURE(
            "rsa-signature",
            Map.of(NONE, 3, INITIATOR, 65_005, RESPONDER, 65_006, HYBRID_INITIATOR, 64_221, HYBRID_RESPONDER, 64_222),
            hash -> new Signature("rsa", hash)),
    /** RFC 2409 5.2. */
    RSA_ENCRYPTION(
            "rsa-encryption",
            Map.of(NONE, 4, INITIATOR, 65_007, RESPONDER, 65_008),
            hash -> new PublicKeyEncryption(hash, new RsaBlocks())),
    /** RFC 2409 5.3. */
    RSA_ENCRYPTION_REVISED(
            "rsa-revised-encryption",
            Map.of(NONE, 5, INITIATOR, 65_009, RESPONDER, 65_010),
            hash -> new PublicKeyEncryption(hash, new EphemeralKey())),
    ECDSA_256("ecdsa256", Map.of(NONE, 9), hash -> new Signature("ecdsa-256", HashAlgorithm.SHA2_256)),
    ECDSA_384("ecdsa384", Map.of(NONE, 10), hash -> new Signature("ecdsa-384", HashAlgorithm.SHA2_384)),
    ECDSA_521("ecdsa521", Map.of(NONE, 11), hash -> new Signature("ecdsa-521", HashAlgorithm.SHA2_512));

    /** What a peer may offer and nobody takes: DSS (FIPS 186-5 has withdrawn it). */
    private static final Map<Integer, String> NEVER_TAKEN = Map.of(
            2, "dss",
            64_223, "hybrid-initiator-dss",
            64_224, "hybrid-responder-dss",
            65_003, "xauth-initiator-dss",
            65_004, "xauth-responder-dss");

    private record Meaning(AuthenticationMethod method, ExtendedAuthentication extended) {}

    private static final Map<Integer, Meaning> MEANINGS = meanings();

    private final String word;
    private final Map<ExtendedAuthentication, Integer> numbers;
    private final Function<HashAlgorithm, Authentication> implementation;

    AuthenticationMethod(
            String word,
            Map<ExtendedAuthentication, Integer> numbers,
            Function<HashAlgorithm, Authentication> implementation) {
        this.word = word;
        this.numbers = numbers;
        this.implementation = implementation;
    }

    /** Whether this value of attribute 3 is understood. */
    public static boolean isKnown(int id) {
        return meaning(id).isPresent();
    }

    /** What a number of attribute 3 says about the time after phase 1. */
    public static ExtendedAuthentication extendedAuthentication(int id) {
        return meaning(id).map(Meaning::extended).orElse(NONE);
    }

    /** What a number of attribute 3 is called, also one that nobody takes. */
    public static String nameOf(int id) {
        return meaning(id)
                .map(meaning -> meaning.extended().prefix() + meaning.method().word)
                .orElseGet(() -> NEVER_TAKEN.getOrDefault(id, "method" + id));
    }

    /**
     * What a number of attribute 3 stands for.
     *
     * @param hash that was agreed on with it
     * @throws IllegalArgumentException if it is not {@link #isKnown known}
     */
    public static Authentication authentication(int id, HashAlgorithm hash) {
        Meaning meaning = meaning(id)
                .orElseThrow(() -> new IllegalArgumentException("authentication method " + id + " is not supported"));
        Authentication method = meaning.method().implementation.apply(hash);
        return meaning.extended().isHybrid() ? Hybrid.of(method, meaning.extended()) : method;
    }

    /** Its number when nothing comes after it. */
    public int id() {
        return id(NONE).orElseThrow();
    }

    /** Its number together with what comes after it; empty if there is none for both. */
    public Optional<Integer> id(ExtendedAuthentication extended) {
        return Optional.ofNullable(numbers.get(extended));
    }

    /** Whether what it hides in Aggressive Mode's first message is hidden with algorithms that must be known by then. */
    public boolean needsAlgorithmsFirst() {
        // Whatever the hash is.
        return implementation.apply(HashAlgorithm.SHA2_256).hidesIdentity();
    }

    private static Optional<Meaning> meaning(int id) {
        return Optional.ofNullable(MEANINGS.get(id));
    }

    private static Map<Integer, Meaning> meanings() {
        Map<Integer, Meaning> meanings = new HashMap<>();
        for (AuthenticationMethod method : values()) {
            method.numbers.forEach((extended, id) -> meanings.put(id, new Meaning(method, extended)));
        }
        return Map.copyOf(meanings);
    }
}
