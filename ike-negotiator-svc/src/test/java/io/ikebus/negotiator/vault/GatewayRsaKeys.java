package io.ikebus.negotiator.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.protocol.octets.Octets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;

/** A key for decryption for each gateway, whose name is the first label of its identity. */
final class GatewayRsaKeys {
    private final Map<String, KeyPair> keys = new ConcurrentHashMap<>();

    private KeyPair of(String gateway) {
        return keys.computeIfAbsent(gateway, ignored -> {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    String peerKey(JsonNode question) {
        String gateway = question.path("peerIdentity").asText().replaceFirst("[.].*", "");
        return "{\"publicKey\":\""
                + Octets.wrap(of(gateway).getPublic().getEncoded()).hex() + "\",\"credential\":\"" + gateway + "\"}";
    }

    String decrypted(JsonNode question) {
        String gateway = question.path("gateway").asText();
        String identity = question.has("identity")
                ? ",\"identity\":\""
                        + decrypted(gateway, question.path("identity").asText()) + "\""
                : "";
        return "{\"nonce\":\"" + decrypted(gateway, question.path("nonce").asText()) + "\"" + identity
                + ",\"credential\":\"" + gateway + "\"}";
    }

    /** @throws IllegalStateException for a malformed block: no test of this vault sends one */
    private String decrypted(String gateway, String block) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.DECRYPT_MODE, of(gateway).getPrivate());
            return Octets.wrap(cipher.doFinal(Octets.fromHex(block).toByteArray()))
                    .hex();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
