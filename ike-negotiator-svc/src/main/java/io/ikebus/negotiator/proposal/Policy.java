package io.ikebus.negotiator.proposal;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which algorithms the proposals of a connection may hold, and which proposals it has where it lists none.
 *
 * <p>Children are offered without PFS and taken from a peer with or without it.
 */
public enum Policy {
    /** No SHA-1, and nothing below 112 bits of strength. */
    DEFAULT(
            Stream.of(
                    "aes256-sha2_256-ecp256",
                    "aes128-sha2_256-ecp256",
                    "aes256-sha2_384-ecp384",
                    "aes256-sha2_256-modp3072",
                    "aes128-sha2_256-modp3072",
                    "aes256-sha2_256-modp2048",
                    "aes128-sha2_256-modp2048",
                    "aes256-sha2_512-modp4096",
                    "aes256-sha2_256-modp4096",
                    "aes256-sha2_512-ecp521",
                    "aes256-sha2_256-curve25519",
                    "aes128-sha2_256-curve25519"),
            List.of("aes256gcm16", "aes128gcm16", "aes256-sha2_256", "aes128-sha2_256"),
            List.of("ecp256", "modp3072", "modp2048", "ecp384", "curve25519")),

    /** CNSA 1.0, as RFC 9206 has it for IPsec. */
    CNSA(
            Stream.of(
                    "aes256-sha2_384-ecp384",
                    "aes256-sha2_384-modp3072",
                    "aes256-sha2_384-modp4096",
                    "aes256-sha2_512-ecp384",
                    "aes256-sha2_512-modp3072",
                    "aes256-sha2_512-modp4096"),
            List.of("aes256gcm16"),
            List.of("ecp384", "modp3072", "modp4096")),

    /** What DEFAULT has and, behind it, what devices speak that nobody brings up to date any more. */
    LEGACY(
            Stream.concat(
                    DEFAULT.isakmp.stream().map(IsakmpProposal::toString),
                    Stream.of(
                            "aes256-sha1-modp2048",
                            "aes128-sha1-modp2048",
                            "3des-sha1-modp2048",
                            "aes256-sha1-modp1536",
                            "aes128-sha1-modp1536",
                            "3des-sha1-modp1536",
                            "aes256-sha1-modp1024",
                            "aes128-sha1-modp1024",
                            "3des-sha1-modp1024",
                            "3des-md5-modp1024")),
            List.of(
                    "aes256gcm16",
                    "aes128gcm16",
                    "aes256-sha2_256",
                    "aes128-sha2_256",
                    "aes256-sha1",
                    "aes128-sha1",
                    "3des-sha1"),
            List.of("ecp256", "modp3072", "modp2048", "ecp384", "curve25519", "modp1536", "modp1024"));

    private final List<IsakmpProposal> isakmp;
    private final List<ChildProposal> children;

    /** @param pfs groups, each of which goes with each of {@code algorithms}, as none does */
    Policy(Stream<String> isakmp, List<String> algorithms, List<String> pfs) {
        this.isakmp = isakmp.map(IsakmpProposal::parse).toList();
        this.children = Stream.concat(Stream.of(""), pfs.stream().map(group -> "-" + group))
                .flatMap(group -> algorithms.stream().map(algorithm -> ChildProposal.parse(algorithm + group)))
                .toList();
    }

    /** What phase 1 has where a connection lists nothing, in order of preference. */
    public List<IsakmpProposal> isakmp() {
        return isakmp;
    }

    /** What a child has that lists nothing, in order of preference. */
    public List<ChildProposal> children() {
        return children;
    }

    /** Why this must not be listed, as the end of a sentence that begins with its place; empty if it may. */
    public Optional<String> objection(IsakmpProposal proposal) {
        return objection(Algorithm.of(proposal));
    }

    /** Why this must not be listed, as the end of a sentence that begins with its place; empty if it may. */
    public Optional<String> objection(ChildProposal proposal) {
        return objection(Algorithm.of(proposal));
    }

    private Optional<String> objection(List<Algorithm> algorithms) {
        return switch (this) {
            case DEFAULT ->
                first(algorithms, Algorithm::legacy, "which policy: LEGACY allows and policy: DEFAULT does not");
            case CNSA -> first(algorithms, algorithm -> !algorithm.cnsa(), "which is not of policy: CNSA");
            case LEGACY -> Optional.empty();
        };
    }

    private static Optional<String> first(List<Algorithm> algorithms, Predicate<Algorithm> refused, String why) {
        return algorithms.stream()
                .filter(refused)
                .findFirst()
                .map(algorithm -> "holds " + algorithm.name() + ", " + why);
    }
}
