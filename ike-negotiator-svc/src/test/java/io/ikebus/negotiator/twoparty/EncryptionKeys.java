package io.ikebus.negotiator.twoparty;

import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.protocol.octets.Octets;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Optional;

/**
 * What a vault has for public key encryption: one key of ours, and one of the peer's, which is everybody's. A block that
 * is not well formed has a made-up text, as in the real one.
 *
 * @param certificate of the peer's key; empty for none
 */
record EncryptionKeys(KeyPair own, PublicKey peers, Octets certificate) {
    static final KeyPair WEST = pair();
    static final KeyPair EAST = pair();
    static final KeyPair ANOTHER = pair();

    private static final int SHORTEST_NONCE = 8;
    private static final int LONGEST_NONCE = 245;
    private static final int SHORTEST_IDENTITY = 5;
    private static final int LONGEST_IDENTITY = 245;

    static EncryptionKeys of(String gateway) {
        return gateway.equals("west") ? between(WEST, EAST) : between(EAST, WEST);
    }

    static EncryptionKeys between(KeyPair own, KeyPair peers) {
        return new EncryptionKeys(own, peers.getPublic(), Octets.EMPTY);
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    VaultAnswer peerKey() {
        return new VaultAnswer.PeerKey(Octets.wrap(peers.getEncoded()), certificate, "peers");
    }

    VaultAnswer decrypt(VaultQuestion.Decrypt question) {
        return new VaultAnswer.Decrypted(
                text(question.nonce(), SHORTEST_NONCE, LONGEST_NONCE),
                question.identity().isBlank()
                        ? Octets.EMPTY
                        : text(question.identity(), SHORTEST_IDENTITY, LONGEST_IDENTITY),
                "own");
    }

    private Octets text(Octets block, int shortest, int longest) {
        return wellFormed(block)
                .filter(text -> text.length() >= shortest && text.length() <= longest)
                .orElseGet(() -> madeUp(block, shortest, longest));
    }

    /** The text of a block that says {@code 00 02 padding 00 text}. */
    Optional<Octets> wellFormed(Octets block) {
        RSAPrivateKey key = (RSAPrivateKey) own.getPrivate();
        BigInteger number = new BigInteger(1, block.toByteArray());
        if (number.compareTo(key.getModulus()) >= 0) {
            return Optional.empty();
        }
        byte[] text = number.modPow(key.getPrivateExponent(), key.getModulus()).toByteArray();
        if (text.length != 255 || text[0] != 2) {
            return Optional.empty();
        }
        int zero = 1;
        while (zero < text.length && text[zero] != 0) {
            zero++;
        }
        return zero < 9 || zero == text.length
                ? Optional.empty()
                : Optional.of(Octets.wrap(text).from(zero + 1));
    }

    private Octets madeUp(Octets block, int shortest, int longest) {
        try {
            byte[] text = new byte[0];
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int i = 0; text.length < longest; i++) {
                digest.update(own.getPrivate().getEncoded());
                digest.update((byte) i);
                text = Octets.concat(Octets.wrap(text), Octets.wrap(digest.digest(block.toByteArray())))
                        .toByteArray();
            }
            int length = shortest + (text[0] & 0xff) % (longest - shortest + 1);
            return Octets.wrap(text).slice(0, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
