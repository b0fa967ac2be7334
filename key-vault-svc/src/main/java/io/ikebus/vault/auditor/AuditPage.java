package io.ikebus.vault.auditor;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ikebus.vault.audit.AuditEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some events in the order that was asked for.
 *
 * @param next what to send as {@code after} for the next page; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditPage(List<AuditView> items, @Nullable Long next) {

    /** @param found up to one more than {@code limit} */
    static AuditPage of(List<AuditEntry> found, int limit) {
        List<AuditView> items = found.stream().limit(limit).map(AuditView::of).toList();
        return new AuditPage(items, found.size() > limit ? items.getLast().number() : null);
    }
}
