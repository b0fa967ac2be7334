package io.ikebus.vault.holdings;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.enrolled.Enrolled;
import io.ikebus.vault.holdings.NewestRows.Table;
import io.ikebus.vault.masterkey.RestSealing;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks at every row before it is believed: one that was changed or put back outside the vault does not get in. */
final class Inspection {
    private final RestSealing sealing;

    Inspection(RestSealing sealing) {
        this.sealing = sealing;
    }

    /** @param known what has been looked at before and has not changed since need not be opened again */
    Holdings of(StoredRows rows, Holdings known) {
        NavigableMap<String, Credential> credentials = new TreeMap<>();
        NavigableMap<String, StoredSealingKey> sealingKeys = new TreeMap<>();
        NavigableMap<String, GatewayKey> gatewayKeys = new TreeMap<>();
        NavigableSet<String> damagedCredentials = new TreeSet<>();
        NavigableSet<String> damagedKeys = new TreeSet<>();
        NewestRows newest = rows.newest();
        for (StoredCredential row : rows.credentials()) {
            Optional.of(row)
                    .filter(one -> newest.has(Table.CREDENTIAL, one.name(), one.sealed()))
                    .flatMap(one -> credential(one, known))
                    .ifPresentOrElse(
                            credential -> credentials.put(row.name(), credential),
                            () -> damagedCredentials.add(row.name()));
        }
        for (StoredSealingKey row : rows.sealingKeys()) {
            if (newest.has(Table.SEALING_KEY, row.id(), row.sealed())
                    && (row.equals(known.sealingKeys().get(row.id()))
                            || sealing.isIntact(row.sealed(), row.binding()))) {
                sealingKeys.put(row.id(), row);
            } else {
                damagedKeys.add(row.id());
            }
        }
        for (GatewayKey row : rows.gatewayKeys()) {
            if (newest.has(Table.GATEWAY_KEY, row.gateway(), row.seal())
                    && (row.equals(known.gatewayKeys().get(row.gateway()))
                            || sealing.isIntact(row.seal(), row.binding()))) {
                gatewayKeys.put(row.gateway(), row);
            } else {
                damagedKeys.add(row.gateway());
            }
        }
        StoredRotation rotation = rows.rotation();
        if (rotation != null
                && !(newest.has(Table.ROTATION, "", rotation.seal())
                        && sealing.isIntact(rotation.seal(), rotation.binding()))) {
            damagedKeys.add(StoredRotation.NAME);
            rotation = null;
        }
        Enrolled enrolled = Enrolled.inspected(
                rows.enrolled(), known.enrolled(), sealing, (id, seal) -> newest.has(Table.ENROLLED, id, seal));
        damagedKeys.addAll(enrolled.damaged());
        if (newest.isTampered()) {
            damagedKeys.add(NewestRows.NAME);
        }
        return new Holdings(
                rows.revision(),
                known.moment(),
                credentials,
                sealingKeys,
                gatewayKeys,
                rotation,
                enrolled,
                damagedCredentials,
                damagedKeys);
    }

    /** Whether there are rows, and all were sealed under a master key that is not known. */
    boolean isOfAnotherKey(StoredRows rows) {
        List<Octets> seals = seals(rows).toList();
        return !seals.isEmpty() && seals.stream().allMatch(sealing::isOfAnotherKey);
    }

    /** Whether any row was sealed under a master key that is not known. */
    boolean needsAnotherKey(StoredRows rows) {
        return seals(rows).anyMatch(sealing::isOfAnotherKey);
    }

    private static Stream<Octets> seals(StoredRows rows) {
        return Stream.of(
                        rows.credentials().stream().map(StoredCredential::sealed),
                        rows.sealingKeys().stream().map(StoredSealingKey::sealed),
                        rows.gatewayKeys().stream().map(GatewayKey::seal),
                        Stream.ofNullable(rows.rotation()).map(StoredRotation::seal),
                        rows.enrolled().seals())
                .flatMap(each -> each);
    }

    private Optional<Credential> credential(StoredCredential row, Holdings known) {
        Credential before = known.credentials().get(row.name());
        if (before != null && before.stored().equals(row)) {
            return Optional.of(before);
        }
        if (!sealing.isIntact(row.sealed(), row.binding())) {
            return Optional.empty();
        }
        return Credential.read(row);
    }
}
