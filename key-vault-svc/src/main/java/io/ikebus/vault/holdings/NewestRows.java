package io.ikebus.vault.holdings;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.enrolled.EnrolledWrite;
import io.ikebus.vault.enrolled.StoredAuthority;
import io.ikebus.vault.enrolled.StoredServiceCertificate;
import io.ikebus.vault.enrolled.StoredToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which rows there are, and the seal of each: what a row's own seal cannot say is whether it is the newest. No seal is made
 * twice, so the seal is the version. Immutable.
 *
 * <pre>
 * | SHA-256 of table and key, first half (16) | SHA-256 of the seal, first half (16) | ...
 * </pre>
 */
public final class NewestRows {
    /** What is damaged when somebody else has changed them. */
    static final String NAME = "newest-rows";

    private static final int HALF = 16;
    /** Of a database in which no change has written any yet, or somebody else has changed them: every row will do. */
    public static final NewestRows UNKNOWN = new NewestRows(new TreeMap<>(), false, false);

    /** Hex to hex, so that they have an order. */
    private final SortedMap<String, String> seals;

    private final boolean known;
    private final boolean tampered;

    private NewestRows(SortedMap<String, String> seals, boolean known, boolean tampered) {
        this.seals = seals;
        this.known = known;
        this.tampered = tampered;
    }

    /** What {@link #entries} gave. */
    public static NewestRows read(Octets entries) {
        SortedMap<String, String> seals = new TreeMap<>();
        for (int at = 0; at + 2 * HALF <= entries.length(); at += 2 * HALF) {
            seals.put(
                    entries.slice(at, at + HALF).hex(),
                    entries.slice(at + HALF, at + 2 * HALF).hex());
        }
        return new NewestRows(seals, true, false);
    }

    /** As {@link #UNKNOWN}, and not by itself. */
    public static NewestRows tampered() {
        return new NewestRows(new TreeMap<>(), false, true);
    }

    /** Those that are there, believed. */
    public static NewestRows of(StoredRows rows) {
        SortedMap<String, String> seals = new TreeMap<>();
        rows.credentials().forEach(one -> put(seals, Table.CREDENTIAL, one.name(), one.sealed()));
        rows.sealingKeys().forEach(one -> put(seals, Table.SEALING_KEY, one.id(), one.sealed()));
        rows.gatewayKeys().forEach(one -> put(seals, Table.GATEWAY_KEY, one.gateway(), one.seal()));
        @Nullable StoredRotation rotation = rows.rotation();
        if (rotation != null) {
            put(seals, Table.ROTATION, "", rotation.seal());
        }
        rows.enrolled().authorities().forEach(one -> put(seals, Table.ENROLLED, one.id(), one.sealed()));
        rows.enrolled().tokens().forEach(one -> put(seals, Table.ENROLLED, one.id(), one.seal()));
        rows.enrolled().certificates().forEach(one -> put(seals, Table.ENROLLED, one.serial(), one.seal()));
        return new NewestRows(seals, true, false);
    }

    public NewestRows after(List<Write> writes) {
        SortedMap<String, String> next = new TreeMap<>(seals);
        writes.forEach(write -> apply(next, write));
        return new NewestRows(next, known, tampered);
    }

    private static void apply(SortedMap<String, String> seals, Write write) {
        switch (write) {
            case Write.SaveCredential(Credential one) ->
                put(seals, Table.CREDENTIAL, one.name(), one.stored().sealed());
            case Write.RemoveCredential(String name) -> seals.remove(key(Table.CREDENTIAL, name));
            case Write.SaveSealingKey(StoredSealingKey one) -> put(seals, Table.SEALING_KEY, one.id(), one.sealed());
            case Write.RemoveSealingKey(String id) -> seals.remove(key(Table.SEALING_KEY, id));
            case Write.SaveGatewayKey(GatewayKey one) -> put(seals, Table.GATEWAY_KEY, one.gateway(), one.seal());
            case Write.RemoveGatewayKey(String gateway) -> seals.remove(key(Table.GATEWAY_KEY, gateway));
            case Write.SaveRotation(StoredRotation one) -> put(seals, Table.ROTATION, "", one.seal());
            case Write.Enrol(EnrolledWrite one) -> apply(seals, one);
        }
    }

    private static void apply(SortedMap<String, String> seals, EnrolledWrite write) {
        switch (write) {
            case EnrolledWrite.SaveAuthority(StoredAuthority one) -> put(seals, Table.ENROLLED, one.id(), one.sealed());
            case EnrolledWrite.SaveToken(StoredToken one) -> put(seals, Table.ENROLLED, one.id(), one.seal());
            case EnrolledWrite.SaveCertificate(StoredServiceCertificate one) ->
                put(seals, Table.ENROLLED, one.serial(), one.seal());
            case EnrolledWrite.RemoveAuthority(String id) -> seals.remove(key(Table.ENROLLED, id));
            case EnrolledWrite.RemoveToken(String id) -> seals.remove(key(Table.ENROLLED, id));
            case EnrolledWrite.RemoveCertificate(String id) -> seals.remove(key(Table.ENROLLED, id));
        }
    }

    /** Whether changes keep them. */
    public boolean isKnown() {
        return known;
    }

    /** Whether somebody else than a vault has changed them. */
    boolean isTampered() {
        return tampered;
    }

    /** Whether this is the row that a vault wrote last. */
    boolean has(Table table, String key, Octets seal) {
        return !known || half(seal).equals(seals.get(key(table, key)));
    }

    /** As they lie in the database. */
    public Octets entries() {
        List<Octets> halves = new ArrayList<>();
        for (Map.Entry<String, String> entry : seals.entrySet()) {
            halves.add(Octets.fromHex(entry.getKey()));
            halves.add(Octets.fromHex(entry.getValue()));
        }
        return Octets.concat(halves.toArray(new Octets[0]));
    }

    /** SHA-256 of {@link #entries}. */
    public static Octets digest(Octets entries) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(entries.asByteBuffer());
            return Octets.wrap(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 must be there", e);
        }
    }

    private static void put(SortedMap<String, String> seals, Table table, String key, Octets seal) {
        seals.put(key(table, key), half(seal));
    }

    private static String key(Table table, String key) {
        return half(Octets.wrap((table + "/" + key).getBytes(StandardCharsets.UTF_8)));
    }

    private static String half(Octets octets) {
        return digest(octets).slice(0, HALF).hex();
    }

    /** Whose keys are apart. */
    enum Table {
        CREDENTIAL,
        SEALING_KEY,
        GATEWAY_KEY,
        ROTATION,
        /** Authorities, tokens and certificates, whose ids never meet. */
        ENROLLED
    }
}
