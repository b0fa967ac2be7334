package io.ikebus.local.interop;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a condition. Under User Mode Linux every question costs, so they are asked seldom. */
final class Waiting {

    private static final Duration ASK_AGAIN = Duration.ofMillis(500);

    private Waiting() {}

    /** @throws org.awaitility.core.ConditionTimeoutException naming what was waited for */
    static void until(String what, Duration patience, Callable<Boolean> condition) {
        await(what)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(ASK_AGAIN)
                .atMost(patience)
                .until(condition);
    }
}
