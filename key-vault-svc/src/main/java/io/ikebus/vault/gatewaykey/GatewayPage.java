package io.ikebus.vault.gatewaykey;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ikebus.vault.holdings.GatewayKey;
import io.ikebus.vault.holdings.Holdings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some gateways in the order of their names.
 *
 * @param next what to send as {@code after} for the next page; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GatewayPage(List<Item> items, @Nullable String next) {

    /**
     * @param keyVersion 1, and one more with each new key
     * @param keyAgeSeconds since the agent has registered it
     */
    record Item(String gateway, int keyVersion, Instant keyChangedAt, long keyAgeSeconds) {

        static Item of(GatewayKey key, Instant now) {
            return new Item(
                    key.gateway(),
                    key.version(),
                    key.changedAt(),
                    Math.max(0, Duration.between(key.changedAt(), now).toSeconds()));
        }
    }

    static GatewayPage of(Holdings holdings, String after, int limit, Instant now) {
        List<Item> some = holdings.gatewayKeys().tailMap(after, false).values().stream()
                .limit(limit + 1L)
                .map(key -> Item.of(key, now))
                .toList();
        boolean more = some.size() > limit;
        List<Item> items = more ? some.subList(0, limit) : some;
        return new GatewayPage(items, more ? items.getLast().gateway() : null);
    }
}
