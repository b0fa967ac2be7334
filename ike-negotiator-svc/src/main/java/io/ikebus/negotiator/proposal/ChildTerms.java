package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.bus.SaTransform.Integrity;
import io.ikebus.protocol.isakmp.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a transform of phase 2 says, as numbers (RFC 2407 4.4.3, 4.4.4 and 4.5); an attribute that is absent is 0. Both a
 * transform and a proposal of the policy have terms; they match if these are equal.
 *
 * @param protocol as in the proposal: 2 for AH, 3 for ESP
 * @param id the transform's: a cipher of ESP, an algorithm of AH
 */
record ChildTerms(int protocol, int id, int keyBits, int integrity, int group) {
    static final int LIFE_TYPE = 1;
    static final int LIFE_DURATION = 2;
    static final int GROUP = 3;
    static final int ENCAPSULATION = 4;
    static final int AUTHENTICATION = 5;
    static final int KEY_LENGTH = 6;
    static final int EXTENDED_SEQUENCE_NUMBERS = 11;
    /** RFC 2407 4.5: "If unspecified, the default value shall be assumed to be 28800 seconds (8 hours)." */
    private static final long DEFAULT_SECONDS = 28_800;

    private static final int AUTHENTICATION_MD5 = 1;
    private static final int AUTHENTICATION_SHA = 2;
    private static final int AH_MD5 = 2;
    private static final int AH_SHA = 3;

    static ChildTerms of(SaTransform transform, Optional<DiffieHellmanGroup> pfs) {
        int integrity = authentication(transform.integrity());
        return new ChildTerms(
                transform.protocol().ikeProtocolId(),
                transform.protocol() == IpsecProtocol.AH ? ahId(integrity) : cipher(transform.encryption()),
                transform.encryption().hasKeysOfSeveralLengths() ? transform.keyBits() : 0,
                integrity,
                pfs.map(DiffieHellmanGroup::id).orElse(0));
    }

    /** IANA's IPsec Authentication Algorithm values. CMAC has none of its own: 250 is libreswan's, for private use. */
    private static int authentication(Integrity integrity) {
        return switch (integrity) {
            case NONE -> 0;
            case HMAC_MD5_96 -> AUTHENTICATION_MD5;
            case HMAC_SHA1_96 -> AUTHENTICATION_SHA;
            case HMAC_SHA2_256_128, HMAC_SHA2_256_96 -> 5;
            case HMAC_SHA2_384_192 -> 6;
            case HMAC_SHA2_512_256 -> 7;
            case AES_XCBC_96 -> 9;
            case AES_CMAC_96 -> 250;
        };
    }

    /** IANA's IPsec AH Transform Identifiers: from SHA2 on they are the numbers of the authentication algorithms. */
    static int ahId(int authentication) {
        return switch (authentication) {
            case AUTHENTICATION_MD5 -> AH_MD5;
            case AUTHENTICATION_SHA -> AH_SHA;
            default -> authentication;
        };
    }

    /** IANA's IPsec ESP Transform Identifiers. */
    private static int cipher(SaTransform.Encryption encryption) {
        return switch (encryption) {
            case DES_CBC -> 2;
            case TRIPLE_DES_CBC -> 3;
            case NULL -> 11;
            case AES_CBC -> 12;
            case AES_CTR -> 13;
            case AES_CCM_8 -> 14;
            case AES_CCM_12 -> 15;
            case AES_CCM_16 -> 16;
            case AES_GCM_8 -> 18;
            case AES_GCM_12 -> 19;
            case AES_GCM_16 -> 20;
            case CAMELLIA_CBC -> 22;
            case AES_GMAC -> 23;
            case NONE -> throw new IllegalArgumentException("ESP has a cipher");
        };
    }

    List<Attribute> attributes(Lifetime lifetime, Encapsulation encapsulation, boolean esn) {
        List<Attribute> attributes = new ArrayList<>(lifetime.attributes(LIFE_TYPE, LIFE_DURATION));
        attributes.add(Attribute.of(ENCAPSULATION, encapsulation.id()));
        if (keyBits != 0) {
            attributes.add(Attribute.of(KEY_LENGTH, keyBits));
        }
        if (integrity != 0) {
            attributes.add(Attribute.of(AUTHENTICATION, integrity));
        }
        if (group != 0) {
            attributes.add(Attribute.of(GROUP, group));
        }
        if (esn) {
            attributes.add(Attribute.of(EXTENDED_SEQUENCE_NUMBERS, 1));
        }
        return attributes;
    }

    static Lifetime orDefault(Lifetime lifetime) {
        return lifetime.seconds() == 0 ? lifetime.withSeconds(DEFAULT_SECONDS) : lifetime;
    }

    boolean isAh() {
        return protocol == IpsecProtocol.AH.ikeProtocolId();
    }

    String cipherText() {
        if (isAh()) {
            return "ah";
        }
        String name = Names.espCipher(id);
        String bits = keyBits == 0 ? "" : Integer.toString(keyBits);
        return name.startsWith("aes") ? "aes" + bits + name.substring(3) : name + bits;
    }

    String algorithms() {
        return integrity == 0 ? cipherText() : cipherText() + "-" + Names.integrity(integrity);
    }

    @Override
    public String toString() {
        return group == 0 ? algorithms() : algorithms() + "-" + Names.group(group);
    }
}
