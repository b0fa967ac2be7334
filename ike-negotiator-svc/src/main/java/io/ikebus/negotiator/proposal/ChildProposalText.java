package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
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

/** Proposals of phase 2 as people write them: algorithms with hyphens between them, in lower case. */
final class ChildProposalText {
    private static final Pattern WITH_KEY_BITS = Pattern.compile("(aes|camellia)(128|192|256)([a-z]*[0-9]*)");
    private static final String AH = "ah";
    private static final String INTEGRITIES = Arrays.stream(Integrity.values())
            .filter(integrity -> integrity != Integrity.NONE)
            .map(ChildProposalText::name)
            .collect(Collectors.joining(", "));
    private static final String FORM = "an ESP proposal is cipher-integrity, as aes256-sha2_256, or a combined mode"
            + " cipher, as aes128gcm16, and -group for PFS: aes, aesctr, camellia with 128, 192 or 256, 3des, des or null"
            + " with one of " + INTEGRITIES
            + "; or aes128, aes192 or aes256 with one of gcm8, gcm12, gcm16, ccm8, ccm12,"
            + " ccm16, gmac behind it; one of "
            + Arrays.stream(DiffieHellmanGroup.values()).map(Object::toString).collect(Collectors.joining(", "))
            + "; an AH proposal is ah-integrity; ESP inside AH is both with a plus between them, as"
            + " aes128gcm16+ah-sha2_256";

    private ChildProposalText() {}

    /** @throws IllegalArgumentException with a sentence that says what a proposal looks like */
    static ChildProposal read(String text) {
        List<String> parts = new ArrayList<>(List.of(text.split("-", -1)));
        Optional<DiffieHellmanGroup> pfs = DiffieHellmanGroup.ofText(parts.getLast());
        if (pfs.isPresent()) {
            parts.removeLast();
        }
        List<String> halves = List.of(String.join("-", parts).split("\\+", -1));
        Optional<SaTransform> first = transform(halves.getFirst());
        Optional<SaTransform> second = halves.size() == 2 ? transform(halves.getLast()) : Optional.empty();
        if (first.isEmpty() || halves.size() > 2 || (halves.size() == 2 && second.isEmpty())) {
            throw new IllegalArgumentException(FORM);
        }
        try {
            return new ChildProposal(first.get(), pfs, second);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(FORM, e);
        }
    }

    private static Optional<SaTransform> transform(String text) {
        List<String> parts = List.of(text.split("-", -1));
        return switch (parts.size()) {
            case 1 -> esp(parts.getFirst(), Optional.of(Integrity.NONE));
            case 2 ->
                parts.getFirst().equals(AH)
                        ? integrity(parts.getLast()).map(SaTransform::authenticating)
                        : esp(parts.getFirst(), integrity(parts.getLast()));
            default -> Optional.empty();
        };
    }

    private static Optional<SaTransform> esp(String cipher, Optional<Integrity> integrity) {
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
                .filter(known -> known != Encryption.NONE && name(known).equals(name))
                .findFirst();
    }

    /** SHA2 may be written without its 2, and SHA-1 without its 1. */
    private static Optional<Integrity> integrity(String text) {
        String name = text.equals("sha") ? "sha1" : text.replaceFirst("^sha(256|384|512)", "sha2_$1");
        return Arrays.stream(Integrity.values())
                .filter(known -> known != Integrity.NONE && name(known).equals(name))
                .findFirst();
    }

    static String write(ChildProposal proposal) {
        return write(proposal.transform())
                + proposal.bundledAh().map(ah -> "+" + write(ah)).orElse("")
                + proposal.pfs().map(group -> "-" + group).orElse("");
    }

    private static String write(SaTransform transform) {
        return cipher(transform) + (transform.encryption().isAead() ? "" : "-" + name(transform.integrity()));
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
            case DES_CBC -> "des";
            case TRIPLE_DES_CBC -> "3des";
            case NULL -> "null";
            case NONE -> AH;
        };
    }

    static String name(Integrity integrity) {
        return switch (integrity) {
            case NONE -> "none";
            case HMAC_MD5_96 -> "md5";
            case HMAC_SHA1_96 -> "sha1";
            case HMAC_SHA2_256_128 -> "sha2_256";
            case HMAC_SHA2_256_96 -> "sha2_256_96";
            case HMAC_SHA2_384_192 -> "sha2_384";
            case HMAC_SHA2_512_256 -> "sha2_512";
            case AES_XCBC_96 -> "aesxcbc";
            case AES_CMAC_96 -> "aescmac";
        };
    }
}
