package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.crypto.DiffieHellmanGroup;

/** What numbers of IANA's IKEv1 registries are called, those included that are never chosen: a peer may offer them. */
final class Names {
    private Names() {}

    static String isakmpCipher(int id) {
        return switch (id) {
            case 1 -> "des";
            case 2 -> "idea";
            case 3 -> "blowfish";
            case 4 -> "rc5";
            case 5 -> "3des";
            case 6 -> "cast";
            case 7 -> "aes";
            case 8 -> "camellia";
            default -> "cipher" + id;
        };
    }

    static String hash(int id) {
        return switch (id) {
            case 1 -> "md5";
            case 2 -> "sha1";
            case 3 -> "tiger";
            case 4 -> "sha2_256";
            case 5 -> "sha2_384";
            case 6 -> "sha2_512";
            default -> "hash" + id;
        };
    }

    /** {@code none} for 0, which is an absent group. */
    static String group(int id) {
        return id == 0
                ? "none"
                : DiffieHellmanGroup.ofId(id).map(Object::toString).orElse("group" + id);
    }

    static String espCipher(int id) {
        return switch (id) {
            case 1 -> "des-iv64";
            case 2 -> "des";
            case 3 -> "3des";
            case 4 -> "rc5";
            case 5 -> "idea";
            case 6 -> "cast";
            case 7 -> "blowfish";
            case 11 -> "null";
            case 12 -> "aes";
            case 13 -> "aesctr";
            case 14 -> "aesccm8";
            case 15 -> "aesccm12";
            case 16 -> "aesccm16";
            case 18 -> "aesgcm8";
            case 19 -> "aesgcm12";
            case 20 -> "aesgcm16";
            case 22 -> "camellia";
            case 23 -> "aesgmac";
            default -> "cipher" + id;
        };
    }

    /** {@code none} for 0, which is an absent algorithm. */
    static String integrity(int id) {
        return switch (id) {
            case 0 -> "none";
            case 1 -> "md5";
            case 2 -> "sha1";
            case 3 -> "des-mac";
            case 4 -> "kpdk";
            case 5 -> "sha2_256";
            case 6 -> "sha2_384";
            case 7 -> "sha2_512";
            case 8 -> "ripemd160";
            case 9 -> "aesxcbc";
            case 11 -> "aes128gmac";
            case 12 -> "aes192gmac";
            case 13 -> "aes256gmac";
            case 250 -> "aescmac";
            default -> "integrity" + id;
        };
    }

    static String protocol(int id) {
        return switch (id) {
            case 1 -> "ISAKMP";
            case 2 -> "AH";
            case 3 -> "ESP";
            case 4 -> "IPCOMP";
            default -> "protocol " + id;
        };
    }
}
