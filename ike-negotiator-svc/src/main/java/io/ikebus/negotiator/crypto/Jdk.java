package io.ikebus.negotiator.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/**
 * The JDK's algorithms, one instance per thread and name, since making one costs three times what one use of it does.
 * An instance keeps the key of its last use until the next.
 */
final class Jdk {
    private static final ThreadLocal<Map<String, MessageDigest>> DIGESTS = ThreadLocal.withInitial(HashMap::new);
    private static final ThreadLocal<Map<String, Mac>> MACS = ThreadLocal.withInitial(HashMap::new);
    private static final ThreadLocal<Map<String, Cipher>> CIPHERS = ThreadLocal.withInitial(HashMap::new);

    private Jdk() {}

    static MessageDigest digest(String name) {
        return DIGESTS.get().computeIfAbsent(name, made(MessageDigest::getInstance));
    }

    static Mac mac(String name) {
        return MACS.get().computeIfAbsent(name, made(Mac::getInstance));
    }

    static Cipher cipher(String transformation) {
        return CIPHERS.get().computeIfAbsent(transformation, made(Cipher::getInstance));
    }

    private interface Maker<T> {
        T make(String name) throws GeneralSecurityException;
    }

    private static <T> Function<String, T> made(Maker<T> maker) {
        return name -> {
            try {
                return maker.make(name);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JDK lacks " + name, e);
            }
        };
    }
}
