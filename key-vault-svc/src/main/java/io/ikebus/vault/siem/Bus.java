package io.ikebus.vault.siem;

import io.ikebus.protocol.bus.SiemEvent;
import java.util.List;

/** A way to the watchers. After {@link BusAway} it is closed, and another one made. */
interface Bus extends AutoCloseable {

    /**
     * Returns if the bus can be reached.
     *
     * @throws BusAway if not
     */
    void probe();

    /**
     * Sends in this order, and returns when all are acknowledged.
     *
     * @throws BusAway if that takes too long or fails: some may have been sent
     */
    void send(List<SiemEvent> events);

    @Override
    void close();
}
