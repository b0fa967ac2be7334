package io.ikebus.vault.revocation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ikebus.vault.credential.Family;
import io.ikebus.vault.holdings.Holdings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some revocation lists in the order of their names.
 *
 * @param next what to send as {@code after} for the next page; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CrlPage(List<CrlView> items, @Nullable String next) {

    static CrlPage of(Holdings holdings, String after, int limit, Instant now) {
        List<CrlView> some = holdings.credentials().tailMap(after, false).values().stream()
                .filter(Family.REVOCATION_LISTS::has)
                .limit(limit + 1L)
                .map(kept -> CrlView.of(kept, now))
                .toList();
        boolean more = some.size() > limit;
        List<CrlView> items = more ? some.subList(0, limit) : some;
        return new CrlPage(items, more ? items.getLast().name() : null);
    }
}
