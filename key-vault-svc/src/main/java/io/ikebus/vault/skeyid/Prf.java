package io.ikebus.vault.skeyid;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.keytoken.Jca;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** The pseudo-random function of a phase 1: HMAC with the negotiated hash, whose name the constant has. */
enum Prf {
    MD5("HmacMD5"),
    SHA1("HmacSHA1"),
    SHA2_256("HmacSHA256"),
    SHA2_384("HmacSHA384"),
    SHA2_512("HmacSHA512");

    private final String algorithm;

    Prf(String algorithm) {
        this.algorithm = algorithm;
    }

    /** prf(key, first | second). */
    Secret compute(Secret key, Octets first, Octets second) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            key.with(octets -> init(mac, octets));
            mac.update(first.asByteBuffer());
            mac.update(second.asByteBuffer());
            Secret result = Secret.wrap(mac.doFinal());
            // The pads that the Mac keeps are the key, masked: another key overwrites them.
            init(mac, new byte[1]);
            return result;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " must be there", e);
        }
    }

    /** The same with a key that is in a token. */
    Secret compute(SecretKey key, Jca jca, Octets first, Octets second) throws GeneralSecurityException {
        Mac mac = jca.mac(algorithm);
        mac.init(key);
        mac.update(first.toByteArray());
        mac.update(second.toByteArray());
        return Secret.wrap(mac.doFinal());
    }

    private static Mac init(Mac mac, byte[] octets) {
        try {
            mac.init(new LentKey(mac.getAlgorithm(), octets));
            return mac;
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("HMAC takes any key", e);
        }
    }

    /** Unlike SecretKeySpec it keeps no copy; the copy that it hands out is wiped by the JDK's HMAC. */
    private static final class LentKey implements SecretKey {
        private static final long serialVersionUID = 1L;

        private final String algorithm;
        private final transient byte[] octets;

        LentKey(String algorithm, byte[] octets) {
            this.algorithm = algorithm;
            this.octets = octets;
        }

        @Override
        public String getAlgorithm() {
            return algorithm;
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return octets.clone();
        }
    }
}
