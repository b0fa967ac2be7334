package io.ikebus.vault.masterkey;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.AeadSealing;
import io.ikebus.protocol.sealing.SealingKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * Seals rows and opens them: AES-256-GCM under a data key that is made for one row's one version, which the first master
 * key wraps; see {@link Envelope}. Thread-safe.
 */
public final class RestSealing {
    private static final int DATA_KEY_OCTETS = 32;
    private static final String DATA_KEY = "data-key";

    private final MasterKeySource source;
    private final SecureRandom random;
    private volatile MasterKeyRing ring;

    /** @throws IllegalArgumentException if the source has no usable keys */
    public RestSealing(MasterKeySource source, SecureRandom random) {
        this.source = source;
        this.random = random;
        this.ring = source.read();
    }

    /** With one master key for ever. */
    public RestSealing(MasterKey masterKey, SecureRandom random) {
        this(() -> new MasterKeyRing(List.of(masterKey)), random);
    }

    /**
     * Reads the master keys again.
     *
     * @throws IllegalArgumentException if that is not possible; the keys that are known stay
     */
    public void reload() {
        ring = source.read();
    }

    public Octets seal(Secret secret, Octets binding) {
        byte[] octets = new byte[DATA_KEY_OCTETS];
        random.nextBytes(octets);
        Secret dataKey = Secret.wrap(octets);
        try {
            return new Envelope(
                            ring.first().wrap(dataKey, ofDataKey(binding), random),
                            AeadSealing.seal(new SealingKey(DATA_KEY, dataKey), secret, binding, random))
                    .encoded();
        } finally {
            dataKey.destroy();
        }
    }

    /** A seal without content: it shows that what it is bound to was written by a vault with this master key. */
    public Octets sealNothing(Octets binding) {
        return seal(Secret.wrap(new byte[0]), binding);
    }

    /** Empty if the row is not what was sealed, bit by bit. Who opens, destroys. */
    public Optional<Secret> open(Octets sealed, Octets binding) {
        Optional<MasterKey> key = Envelope.masterKeyId(sealed).flatMap(ring::named);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Optional<Envelope> envelope = Envelope.read(sealed);
        return envelope.isEmpty()
                ? key.get().unwrap(sealed, binding)
                : key.get().unwrap(envelope.get().wrapped(), ofDataKey(binding)).flatMap(dataKey -> {
                    try {
                        return AeadSealing.open(
                                new SealingKey(DATA_KEY, dataKey),
                                envelope.get().sealed(),
                                binding);
                    } finally {
                        dataKey.destroy();
                    }
                });
    }

    public boolean isIntact(Octets sealed, Octets binding) {
        Optional<Secret> opened = open(sealed, binding);
        opened.ifPresent(Secret::destroy);
        return opened.isPresent();
    }

    /** Whether a master key that is not known sealed this; false also for what is no seal at all. */
    public boolean isOfAnotherKey(Octets sealed) {
        MasterKeyRing known = ring;
        return Envelope.masterKeyId(sealed)
                .filter(id -> known.named(id).isEmpty())
                .isPresent();
    }

    /** Whether the first master key wraps the data key of this. */
    public boolean isUnderFirstKey(Octets sealed) {
        return Envelope.read(sealed)
                .flatMap(envelope -> AeadSealing.keyId(envelope.wrapped()))
                .filter(masterKeyId()::equals)
                .isPresent();
    }

    /**
     * The same value under the first master key. What has a data key keeps it, and its value is not touched.
     *
     * @param sealed is intact
     */
    public Octets rewrapped(Octets sealed, Octets binding) {
        Optional<Envelope> envelope = Envelope.read(sealed);
        Secret kept = envelope.isEmpty()
                ? open(sealed, binding).orElseThrow(RestSealing::notIntact)
                : dataKey(envelope.get(), binding);
        try {
            return envelope.isEmpty()
                    ? seal(kept, binding)
                    : new Envelope(
                                    ring.first().wrap(kept, ofDataKey(binding), random),
                                    envelope.get().sealed())
                            .encoded();
        } finally {
            kept.destroy();
        }
    }

    private Secret dataKey(Envelope envelope, Octets binding) {
        return AeadSealing.keyId(envelope.wrapped())
                .flatMap(ring::named)
                .flatMap(key -> key.unwrap(envelope.wrapped(), ofDataKey(binding)))
                .orElseThrow(RestSealing::notIntact);
    }

    private static IllegalStateException notIntact() {
        return new IllegalStateException("only what is intact can be rewrapped");
    }

    /** The id of the master key that is needed to open this; empty if it is no seal. */
    public Optional<String> masterKeyId(Octets sealed) {
        return Envelope.masterKeyId(sealed);
    }

    /** Of the first master key. */
    public String masterKeyId() {
        return ring.first().id();
    }

    /** Of all, the first first. */
    public List<String> masterKeyIds() {
        return ring.keys().stream().map(MasterKey::id).toList();
    }

    /** What a wrapped data key is bound to: short, because a device may have to take it. */
    private static Octets ofDataKey(Octets binding) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(DATA_KEY.getBytes(StandardCharsets.US_ASCII));
            return Octets.wrap(digest.digest(binding.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 must be there", e);
        }
    }
}
