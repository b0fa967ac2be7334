package io.ikebus.vault.credential;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ikebus.vault.holdings.Holdings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some credentials in the order of their names.
 *
 * @param next what to send as {@code after} for the next page; absent on the last
 * @param damaged names of credentials, on any page, whose rows are not as the vault wrote them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CredentialPage(List<CredentialView> items, @Nullable String next, List<String> damaged) {

    static CredentialPage of(Holdings holdings, Family family, LabelFilter labels, String after, int limit) {
        List<CredentialView> some = holdings.credentials().tailMap(after, false).values().stream()
                .filter(family::has)
                .filter(labels::takes)
                .limit(limit + 1L)
                .map(CredentialView::of)
                .toList();
        boolean more = some.size() > limit;
        List<CredentialView> items = more ? some.subList(0, limit) : some;
        return new CredentialPage(
                items, more ? items.getLast().name() : null, List.copyOf(holdings.damagedCredentials()));
    }
}
