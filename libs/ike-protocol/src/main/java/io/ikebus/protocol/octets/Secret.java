package io.ikebus.protocol.octets;

import com.fasterxml.jackson.annotation.JsonIgnoreType;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import javax.security.auth.Destroyable;
import org.jspecify.annotations.Nullable;

/**
 * Key material: a private copy of bytes that can be wiped. Equality takes constant time; printing shows {@code ***};
 * plain JSON leaves it out. Only sealing writes it anywhere.
 */
@JsonIgnoreType
public final class Secret implements Destroyable {
    private final byte[] bytes;
    private boolean destroyed;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Secret copyOf(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /** Takes over {@code bytes} without a copy: the caller must not touch the array again. */
    public static Secret wrap(byte[] bytes) {
        return new Secret(bytes);
    }

    public int length() {
        return bytes.length;
    }

    /**
     * Lends the bytes to {@code use}, which must neither keep nor change them.
     *
     * @throws IllegalStateException after {@link #destroy}
     */
    public <T> T with(Function<byte[], T> use) {
        if (destroyed) {
            throw new IllegalStateException("the secret has been destroyed");
        }
        return use.apply(bytes);
    }

    /**
     * A copy of octets {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @throws IndexOutOfBoundsException unless all of these octets are there
     */
    public Secret slice(int from, int to) {
        // copyOfRange would make up zeros behind the end: a key that everybody knows.
        Objects.checkFromToIndex(from, to, bytes.length);
        return with(all -> new Secret(Arrays.copyOfRange(all, from, to)));
    }

    public static Secret concat(Secret first, Secret second) {
        return first.with(a -> second.with(b -> {
            byte[] whole = Arrays.copyOf(a, a.length + b.length);
            System.arraycopy(b, 0, whole, a.length, b.length);
            return new Secret(whole);
        }));
    }

    @Override
    public void destroy() {
        Arrays.fill(bytes, (byte) 0);
        destroyed = true;
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret
                && !destroyed
                && !secret.destroyed
                && MessageDigest.isEqual(bytes, secret.bytes);
    }

    /** The same for all secrets of a length, so that a hash table tells nothing of the content. */
    @Override
    public int hashCode() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return "***";
    }
}
