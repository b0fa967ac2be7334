package io.ikebus.vault.holdings;

import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.certificate.CertificateFault;
import io.ikebus.vault.enrolled.Enrolled;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.selector.Selectors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks at every row before it is believed: a row that was changed outside the vault does not get in. */
final class Inspection {
    private final RestSealing sealing;

    Inspection(RestSealing sealing) {
        this.sealing = sealing;
    }

    Holdings of(StoredRows rows) {
        NavigableMap<String, Credential> credentials = new TreeMap<>();
        NavigableMap<String, StoredSealingKey> sealingKeys = new TreeMap<>();
        NavigableMap<String, GatewayKey> gatewayKeys = new TreeMap<>();
        NavigableSet<String> damagedCredentials = new TreeSet<>();
        NavigableSet<String> damagedKeys = new TreeSet<>();
        for (StoredCredential row : rows.credentials()) {
            credential(row)
                    .ifPresentOrElse(
                            credential -> credentials.put(row.name(), credential),
                            () -> damagedCredentials.add(row.name()));
        }
        for (StoredSealingKey row : rows.sealingKeys()) {
            if (sealing.isIntact(row.sealed(), row.binding())) {
                sealingKeys.put(row.id(), row);
            } else {
                damagedKeys.add(row.id());
            }
        }
        for (GatewayKey row : rows.gatewayKeys()) {
            if (sealing.isIntact(row.seal(), row.binding())) {
                gatewayKeys.put(row.gateway(), row);
            } else {
                damagedKeys.add(row.gateway());
            }
        }
        Enrolled enrolled = Enrolled.inspected(rows.enrolled(), Enrolled.NOTHING, sealing);
        damagedKeys.addAll(enrolled.damaged());
        return new Holdings(
                rows.revision(), credentials, sealingKeys, gatewayKeys, enrolled, damagedCredentials, damagedKeys);
    }

    /** Whether there are rows, and all were sealed under another master key. */
    boolean isOfAnotherKey(StoredRows rows) {
        List<Octets> seals = Stream.of(
                        rows.credentials().stream().map(StoredCredential::sealed),
                        rows.sealingKeys().stream().map(StoredSealingKey::sealed),
                        rows.gatewayKeys().stream().map(GatewayKey::seal),
                        rows.enrolled().seals())
                .flatMap(each -> each)
                .toList();
        return !seals.isEmpty() && seals.stream().allMatch(sealing::isOfAnotherKey);
    }

    private Optional<Credential> credential(StoredCredential row) {
        if (!sealing.isIntact(row.sealed(), row.binding())) {
            return Optional.empty();
        }
        return read(row.selectors(), Selectors.class)
                .flatMap(selectors ->
                        read(row.content(), Content.class).flatMap(content -> credential(row, selectors, content)));
    }

    private static Optional<Credential> credential(StoredCredential row, Selectors selectors, Content content) {
        try {
            return Optional.of(Credential.of(row, selectors, content));
        } catch (CertificateFault _) {
            return Optional.empty();
        }
    }

    /** Empty if a later vault wrote what this one does not know. */
    private static <T> Optional<T> read(String json, Class<T> type) {
        return switch (BusJson.read(json.getBytes(StandardCharsets.UTF_8), type)) {
            case BusValue.Read<T>(T read) -> Optional.of(read);
            case BusValue.Garbage<T> _ -> Optional.empty();
        };
    }
}
