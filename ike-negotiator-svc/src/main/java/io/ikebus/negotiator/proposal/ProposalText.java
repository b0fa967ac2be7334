package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.bus.SaTransform.Encryption;
import io.ikebus.protocol.bus.SaTransform.Integrity;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Proposals as people write them: algorithms with hyphens between them, in lower case. */
final class ProposalText {
    private static final String GROUPS = "modp2048, modp3072, modp4096, modp6144, modp8192, ecp256, ecp384, ecp521";
    private static final String HASHES = "sha1, sha2_256, sha2_384, sha2_512";
    private static final Pattern AES = Pattern.compile("aes(128|192|256)");
    private static final Pattern AES_GCM = Pattern.compile("aes(128|192|256)gcm16");

    private ProposalText() {}

    static IsakmpProposal isakmp(String text) {
        List<String> parts = List.of(text.split("-", -1));
        if (parts.size() == 3 && AES.matcher(parts.getFirst()).matches()) {
            Optional<HashAlgorithm> hash = hash(parts.get(1));
            Optional<DiffieHellmanGroup> group = DiffieHellmanGroup.ofText(parts.get(2));
            if (hash.isPresent() && group.isPresent()) {
                return new IsakmpProposal(
                        IsakmpCipher.AES_CBC,
                        Integer.parseInt(parts.getFirst().substring(3)),
                        hash.get(),
                        group.get(),
                        IsakmpProposal.PRE_SHARED_KEY);
            }
        }
        throw new IllegalArgumentException("an IKE proposal is cipher-hash-group, as aes256-sha2_256-modp2048: aes128,"
                + " aes192 or aes256; one of " + HASHES + "; one of " + GROUPS);
    }

    static ChildProposal child(String text) {
        List<String> parts = List.of(text.split("-", -1));
        Matcher combined = AES_GCM.matcher(parts.getFirst());
        Matcher plain = AES.matcher(parts.getFirst());
        int algorithms = combined.matches() ? 1 : 2;
        Optional<DiffieHellmanGroup> pfs =
                parts.size() == algorithms + 1 ? DiffieHellmanGroup.ofText(parts.getLast()) : Optional.empty();
        if (parts.size() == algorithms || pfs.isPresent()) {
            if (combined.matches()) {
                int bits = Integer.parseInt(combined.group(1));
                return new ChildProposal(new SaTransform(Encryption.AES_GCM_16, bits, Integrity.NONE), pfs);
            }
            Optional<Integrity> integrity = hash(parts.get(1)).map(ProposalText::integrity);
            if (plain.matches() && integrity.isPresent()) {
                int bits = Integer.parseInt(plain.group(1));
                return new ChildProposal(new SaTransform(Encryption.AES_CBC, bits, integrity.get()), pfs);
            }
        }
        throw new IllegalArgumentException("an ESP proposal is cipher-integrity, as aes256-sha2_256, or a combined mode"
                + " cipher, as aes128gcm16, and -group for PFS: aes128, aes192 or aes256 with one of " + HASHES
                + "; or aes128gcm16, aes192gcm16 or aes256gcm16; one of " + GROUPS);
    }

    private static Optional<HashAlgorithm> hash(String text) {
        return switch (text) {
            case "sha1", "sha" -> Optional.of(HashAlgorithm.SHA1);
            case "sha2_256", "sha256" -> Optional.of(HashAlgorithm.SHA2_256);
            case "sha2_384", "sha384" -> Optional.of(HashAlgorithm.SHA2_384);
            case "sha2_512", "sha512" -> Optional.of(HashAlgorithm.SHA2_512);
            default -> Optional.empty();
        };
    }

    private static Integrity integrity(HashAlgorithm hash) {
        return switch (hash) {
            case SHA1 -> Integrity.HMAC_SHA1_96;
            case SHA2_256 -> Integrity.HMAC_SHA2_256_128;
            case SHA2_384 -> Integrity.HMAC_SHA2_384_192;
            case SHA2_512 -> Integrity.HMAC_SHA2_512_256;
        };
    }
}
