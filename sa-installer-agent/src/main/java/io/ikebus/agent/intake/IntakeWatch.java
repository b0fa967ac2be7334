package io.ikebus.agent.intake;

import io.ikebus.protocol.bus.SaOutcome;
import java.time.Duration;

/** Is told what happens, to count it. Called by the threads that do it: must be quick. */
public interface IntakeWatch {

    /**
     * @param command {@code install}, {@code update} or {@code remove}
     * @param took from the record's arrival to the outcome's acknowledgement
     */
    void answered(String command, SaOutcome outcome, Duration took);

    /** The kernel's own doing: expired, lost. */
    void reported(SaOutcome outcome);

    void garbage(String reason);

    void anotherGateway();

    void eventsOverrun();
}
