package io.ikebus.vault.enrolment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Some of many, in the order of their ids.
 *
 * @param next what to send as {@code after} for the next page; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Page<V>(List<V> items, @Nullable String next) {

    static <T, V> Page<V> of(
            NavigableMap<String, T> all, String after, int limit, Predicate<T> wanted, Function<T, V> view) {
        List<Map.Entry<String, T>> some = all.tailMap(after, false).entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .limit(limit + 1L)
                .toList();
        boolean more = some.size() > limit;
        List<Map.Entry<String, T>> shown = more ? some.subList(0, limit) : some;
        return new Page<>(
                shown.stream().map(entry -> view.apply(entry.getValue())).toList(),
                more ? shown.getLast().getKey() : null);
    }
}
