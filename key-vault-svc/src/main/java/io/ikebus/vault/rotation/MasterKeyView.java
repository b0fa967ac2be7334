package io.ikebus.vault.rotation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.StoredRotation;
import io.ikebus.vault.masterkey.RestSealing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which master keys there are. Of none anything is shown but its id, which is made of it by a one-way function.
 *
 * @param keys the one that seals first
 * @param rotation the last one, if there has been one
 */
record MasterKeyView(
        List<Key> keys,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Rotation rotation) {

    /** @param values how many sealed values need it; at 0 it can be taken away, unless it seals */
    record Key(String id, boolean seals, long values) {}

    /**
     * @param to the master key that everything goes under
     * @param left how many values do not yet
     */
    record Rotation(
            String to,
            Instant askedAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant finishedAt,

            long left) {}

    static MasterKeyView of(Holdings holdings, RestSealing sealing) {
        Map<String, Long> values = SealedValue.of(holdings)
                .flatMap(value -> sealing.masterKeyId(value.sealed()).stream())
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        List<String> ids = sealing.masterKeyIds();
        return new MasterKeyView(
                ids.stream()
                        .map(id -> new Key(id, id.equals(ids.getFirst()), values.getOrDefault(id, 0L)))
                        .toList(),
                holdings.rotation()
                        .map(rotation -> view(holdings, rotation, sealing))
                        .orElse(null));
    }

    private static Rotation view(Holdings holdings, StoredRotation rotation, RestSealing sealing) {
        long left = SealedValue.of(holdings)
                .filter(value -> !sealing.masterKeyId(value.sealed())
                        .filter(rotation.keyId()::equals)
                        .isPresent())
                .count();
        return new Rotation(
                rotation.keyId(), rotation.askedAt(), rotation.finishedAt(), rotation.finishedAt() == null ? left : 0);
    }
}
