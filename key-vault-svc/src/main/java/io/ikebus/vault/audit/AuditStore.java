package io.ikebus.vault.audit;

import java.util.List;

/** Where audit events are kept. */
public interface AuditStore {

    /**
     * Appends all or none to the chain, in this order.
     *
     * @throws RuntimeException of any kind if that could not be done
     */
    void append(List<AuditEvent> events);
}
