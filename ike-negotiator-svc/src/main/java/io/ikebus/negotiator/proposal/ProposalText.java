package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.auth.AuthenticationMethod;
import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Proposals of phase 1 as people write them: algorithms with hyphens between them, in lower case. */
final class ProposalText {
    private static final String GROUPS =
            Stream.of(DiffieHellmanGroup.values()).map(Object::toString).collect(Collectors.joining(", "));
    private static final String HASHES = "sha1, sha2_256, sha2_384, sha2_512";
    private static final Pattern WITH_KEY_BITS = Pattern.compile("(aes|camellia)(128|192|256)([a-z]*[0-9]*)");

    private ProposalText() {}

    static IsakmpProposal isakmp(String text) {
        List<String> parts = List.of(text.split("-", -1));
        if (parts.size() == 3) {
            Optional<IsakmpSuite> cipher = isakmpCipher(parts.getFirst());
            Optional<HashAlgorithm> hash = hash(parts.get(1));
            Optional<DiffieHellmanGroup> group = DiffieHellmanGroup.ofText(parts.get(2));
            if (cipher.isPresent() && hash.isPresent() && group.isPresent()) {
                return new IsakmpProposal(
                        cipher.get().cipher(),
                        cipher.get().keyBits(),
                        hash.get(),
                        group.get(),
                        AuthenticationMethod.PRE_SHARED_KEY.id());
            }
        }
        throw new IllegalArgumentException("an IKE proposal is cipher-hash-group, as aes256-sha2_256-modp2048: aes or"
                + " camellia with 128, 192 or 256, 3des or des; one of " + HASHES + ", md5; one of " + GROUPS);
    }

    private record IsakmpSuite(IsakmpCipher cipher, int keyBits) {}

    private static Optional<IsakmpSuite> isakmpCipher(String text) {
        Matcher matcher = WITH_KEY_BITS.matcher(text);
        if (matcher.matches() && matcher.group(3).isEmpty()) {
            IsakmpCipher cipher = matcher.group(1).equals("aes") ? IsakmpCipher.AES_CBC : IsakmpCipher.CAMELLIA_CBC;
            return Optional.of(new IsakmpSuite(cipher, Integer.parseInt(matcher.group(2))));
        }
        return switch (text) {
            case "3des" -> Optional.of(new IsakmpSuite(IsakmpCipher.TRIPLE_DES_CBC, 192));
            case "des" -> Optional.of(new IsakmpSuite(IsakmpCipher.DES_CBC, 64));
            default -> Optional.empty();
        };
    }

    static String isakmp(IsakmpProposal proposal) {
        return cipher(proposal) + "-" + proposal.hash() + "-" + proposal.group();
    }

    static String cipher(IsakmpProposal proposal) {
        String name = Names.isakmpCipher(proposal.cipher().id());
        return proposal.cipher().hasKeysOfSeveralLengths() ? name + proposal.keyBits() : name;
    }

    private static Optional<HashAlgorithm> hash(String text) {
        return switch (text) {
            case "md5" -> Optional.of(HashAlgorithm.MD5);
            case "sha1", "sha" -> Optional.of(HashAlgorithm.SHA1);
            case "sha2_256", "sha256" -> Optional.of(HashAlgorithm.SHA2_256);
            case "sha2_384", "sha384" -> Optional.of(HashAlgorithm.SHA2_384);
            case "sha2_512", "sha512" -> Optional.of(HashAlgorithm.SHA2_512);
            default -> Optional.empty();
        };
    }
}
