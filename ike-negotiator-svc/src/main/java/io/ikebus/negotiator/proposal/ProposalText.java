package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.bus.SaTransform.Encryption;
import io.ikebus.protocol.bus.SaTransform.Integrity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Proposals as people write them: algorithms with hyphens between them, in lower case. */
final class ProposalText {
    private static final String GROUPS =
            Stream.of(DiffieHellmanGroup.values()).map(Object::toString).collect(Collectors.joining(", "));
    private static final String HASHES = "sha1, sha2_256, sha2_384, sha2_512";
    private static final String INTEGRITIES = HASHES + ", sha2_256_96, aesxcbc";
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
                        IsakmpProposal.PRE_SHARED_KEY);
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

    static ChildProposal child(String text) {
        List<String> parts = new ArrayList<>(List.of(text.split("-", -1)));
        Optional<DiffieHellmanGroup> pfs = DiffieHellmanGroup.ofText(parts.getLast());
        if (pfs.isPresent()) {
            parts.removeLast();
        }
        Optional<SaTransform> transform =
                switch (parts.size()) {
                    case 1 -> transform(parts.getFirst(), Optional.of(Integrity.NONE));
                    case 2 -> transform(parts.getFirst(), integrity(parts.get(1)));
                    default -> Optional.empty();
                };
        return transform
                .map(found -> new ChildProposal(found, pfs))
                .orElseThrow(() -> new IllegalArgumentException("an ESP proposal is cipher-integrity, as"
                        + " aes256-sha2_256, or a combined mode cipher, as aes128gcm16, and -group for PFS: aes, aesctr,"
                        + " camellia with 128, 192 or 256, 3des or null with one of " + INTEGRITIES
                        + "; or aes128, aes192 or aes256 with one of gcm8, gcm12, gcm16, ccm8, ccm12, ccm16, gmac behind"
                        + " it; one of " + GROUPS));
    }

    private static Optional<SaTransform> transform(String cipher, Optional<Integrity> integrity) {
        Matcher matcher = WITH_KEY_BITS.matcher(cipher);
        boolean several = matcher.matches();
        Optional<Encryption> encryption = several
                ? encryption(matcher.group(1) + matcher.group(3))
                : encryption(cipher).filter(known -> !known.hasKeysOfSeveralLengths());
        if (encryption.isEmpty()
                || integrity.isEmpty()
                || encryption.get().isAead() != (integrity.get() == Integrity.NONE)) {
            return Optional.empty();
        }
        int bits = several
                ? Integer.parseInt(matcher.group(2))
                : encryption.get().keyBits().iterator().next();
        return Optional.of(new SaTransform(encryption.get(), bits, integrity.get()));
    }

    private static Optional<Encryption> encryption(String name) {
        return Arrays.stream(Encryption.values())
                .filter(known -> name(known).equals(name))
                .findFirst();
    }

    private static Optional<Integrity> integrity(String text) {
        return text.equals("sha2_256_96")
                ? Optional.of(Integrity.HMAC_SHA2_256_96)
                : text.equals("aesxcbc")
                        ? Optional.of(Integrity.AES_XCBC_96)
                        : hash(text).flatMap(ProposalText::integrity);
    }

    static String child(ChildProposal proposal) {
        SaTransform transform = proposal.transform();
        return cipher(transform)
                + (transform.encryption().isAead() ? "" : "-" + name(transform.integrity()))
                + proposal.pfs().map(group -> "-" + group).orElse("");
    }

    static String cipher(SaTransform transform) {
        String name = name(transform.encryption());
        // The length stands behind the cipher's name and before its mode.
        return transform.encryption().hasKeysOfSeveralLengths()
                ? name.replaceFirst("^(aes|camellia)", "$1" + transform.keyBits())
                : name;
    }

    /** Without its key's length. */
    private static String name(Encryption encryption) {
        return switch (encryption) {
            case AES_CBC -> "aes";
            case AES_CTR -> "aesctr";
            case AES_GCM_8 -> "aesgcm8";
            case AES_GCM_12 -> "aesgcm12";
            case AES_GCM_16 -> "aesgcm16";
            case AES_CCM_8 -> "aesccm8";
            case AES_CCM_12 -> "aesccm12";
            case AES_CCM_16 -> "aesccm16";
            case AES_GMAC -> "aesgmac";
            case CAMELLIA_CBC -> "camellia";
            case TRIPLE_DES_CBC -> "3des";
            case NULL -> "null";
        };
    }

    static String name(Integrity integrity) {
        return switch (integrity) {
            case NONE -> "none";
            case HMAC_SHA1_96 -> "sha1";
            case HMAC_SHA2_256_128 -> "sha2_256";
            case HMAC_SHA2_256_96 -> "sha2_256_96";
            case HMAC_SHA2_384_192 -> "sha2_384";
            case HMAC_SHA2_512_256 -> "sha2_512";
            case AES_XCBC_96 -> "aesxcbc";
        };
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

    private static Optional<Integrity> integrity(HashAlgorithm hash) {
        return switch (hash) {
            case MD5 -> Optional.empty();
            case SHA1 -> Optional.of(Integrity.HMAC_SHA1_96);
            case SHA2_256 -> Optional.of(Integrity.HMAC_SHA2_256_128);
            case SHA2_384 -> Optional.of(Integrity.HMAC_SHA2_384_192);
            case SHA2_512 -> Optional.of(Integrity.HMAC_SHA2_512_256);
        };
    }
}
