package io.ikebus.negotiator.vectors;

import io.ikebus.negotiator.vectors.Vectors.Vector;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;

/** The recording {@code main-rsa-encryption}, with what its initiator's secrets open. */
public record RecordedEncryption(Vector vector) {
    /** The 1536-bit group of RFC 3526 2, written out. */
    private static final BigInteger GROUP_5 = new BigInteger(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
                    + "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
                    + "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                    + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05"
                    + "98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB"
                    + "9ED529077096966D670C354E4ABC9804F1746C08CA237327FFFFFFFFFFFFFFFF",
            16);

    private static final int GROUP_5_OCTETS = 192;

    public static Optional<RecordedEncryption> find() {
        return Vectors.recorded("main-rsa-encryption").map(RecordedEncryption::new);
    }

    public Octets message(int number) {
        return vector.octets("messages/" + number + "/isakmp");
    }

    public IsakmpHeader header(int message) {
        return accepted(IsakmpHeader.decode(message(message)));
    }

    public PayloadChain clear(int message) {
        return accepted(IsakmpMessage.decode(message(message))).chain();
    }

    public Octets publicValue(int message) {
        return clear(message).only(Payload.KeyExchange.class).orElseThrow().body();
    }

    public Octets ni() {
        return vector.octets("initiatorNonce");
    }

    /** Decrypted; the recording knows what it must be. */
    public Octets nr() {
        Octets nr = decrypted(clear(3).only(Payload.Nonce.class).orElseThrow().body());
        if (!nr.equals(vector.octets("responderNonce"))) {
            throw new AssertionError("the recording says what its nonce is");
        }
        return nr;
    }

    /** Body of the ID payload that the recorded initiator sent; an address, without protocol and port. */
    public Octets initiatorId() {
        return Octets.concat(Octets.of(1, 0, 0, 0), vector.octets("initiatorId"));
    }

    public Octets responderId() {
        return decrypted(
                clear(3).only(Payload.Identification.class).orElseThrow().body());
    }

    public Secret sharedSecret() {
        return Secret.wrap(fixed(number(publicValue(3)).modPow(number(privateValue()), GROUP_5)));
    }

    public Octets privateValue() {
        return vector.octets("initiatorDhPrivate");
    }

    public PublicKey responderKey() {
        byte[] info = Base64.getDecoder().decode(vector.text("responderRsaPublicKeyX509"));
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(info));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public KeyPair initiatorKeys() {
        try {
            RSAPrivateCrtKey key = initiatorKey();
            return new KeyPair(
                    KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())),
                    key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public Octets decrypted(Octets block) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.DECRYPT_MODE, initiatorKey());
            return Octets.wrap(cipher.doFinal(block.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PKCS #1, which Java reads only inside PKCS #8. */
    private RSAPrivateCrtKey initiatorKey() throws GeneralSecurityException {
        Octets inner = Octets.wrap(Base64.getDecoder().decode(vector.text("initiatorRsaPrivateKeyPkcs1")));
        Octets version = Octets.fromHex("020100");
        Octets algorithm = Octets.fromHex("300d06092a864886f70d0101010500");
        Octets key = Octets.concat(Octets.fromHex("0482"), Octets.ofNumber(inner.length(), 2), inner);
        Octets body = Octets.concat(version, algorithm, key);
        Octets whole = Octets.concat(Octets.fromHex("3082"), Octets.ofNumber(body.length(), 2), body);
        return (RSAPrivateCrtKey)
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(whole.toByteArray()));
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[GROUP_5_OCTETS];
        int count = Math.min(bytes.length, fixed.length);
        System.arraycopy(bytes, bytes.length - count, fixed, fixed.length - count, count);
        return fixed;
    }

    private static BigInteger number(Octets octets) {
        return new BigInteger(1, octets.toByteArray());
    }

    private static <T> T accepted(Decoded<T> decoded) {
        return switch (decoded) {
            case Decoded.Accepted<T>(T value) -> value;
            case Decoded.Refused<T> refused -> throw new AssertionError(refused.toString());
        };
    }
}
