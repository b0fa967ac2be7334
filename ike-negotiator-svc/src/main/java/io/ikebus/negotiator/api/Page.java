package io.ikebus.negotiator.api;

import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param next what to give as {@code after} for the next part; absent at the end
 */
record Page<T>(
        List<T> items,

        @Schema(description = "Give this as \"after\" for the next page; absent on the last one.") @Nullable
        String next) {
    static final int MOST = 1000;
    static final String USUAL = "100";

    Page {
        items = List.copyOf(items);
    }

    /** @param found at most one more than {@code limit} */
    static <T> Page<T> of(List<T> found, int limit, Function<T, String> key) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        return new Page<>(found.subList(0, limit), key.apply(found.get(limit - 1)));
    }

    /** @throws RefusedException unless it is 1 to 1000 */
    static int checked(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new RefusedException(Problem.ofField("limit", "limit is 1 to " + MOST));
        }
        return limit;
    }
}
