package io.ikebus.agent.intake;

import io.ikebus.agent.install.Installer;
import io.ikebus.agent.kernel.Kernel;
import io.ikebus.agent.kernel.KernelEvent;
import io.ikebus.agent.kernel.KernelUnavailable;
import java.time.Duration;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/** The thread that hears what the kernel says unasked, from {@link #start} to {@link #stop}. */
public final class EventLoop {
    private static final Logger LOG = Logger.getLogger(EventLoop.class);
    private static final Duration STEP = Duration.ofMillis(500);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final Kernel kernel;
    private final Installer installer;
    private final Intake intake;
    private final IntakeWatch watch;
    private final Thread thread;
    private volatile boolean stopping;

    public EventLoop(Kernel kernel, Installer installer, Intake intake, IntakeWatch watch) {
        this.kernel = kernel;
        this.installer = installer;
        this.intake = intake;
        this.watch = watch;
        this.thread = Thread.ofPlatform().name("kernel-events").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Whether the thread is there to hear. */
    public boolean isListening() {
        return thread.isAlive();
    }

    public void stop() throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join();
    }

    private void run() {
        while (!stopping) {
            try {
                for (KernelEvent event : kernel.awaitEvents(STEP)) {
                    heard(event);
                }
            } catch (KernelUnavailable e) {
                LOG.errorf("the kernel's events cannot be read: %s", e.getMessage());
                pause();
            } catch (InterruptedException | InterruptException e) {
                stopping = true;
            } catch (RuntimeException e) {
                LOG.error("a kernel event could not be handled", e);
                pause();
            }
        }
    }

    private void heard(KernelEvent event) throws InterruptedException {
        if (event instanceof KernelEvent.Overrun) {
            watch.eventsOverrun();
            LOG.warn("kernel events were lost; comparing the SAD with what is held");
        }
        intake.report(installer.on(event));
    }

    private void pause() {
        try {
            Thread.sleep(BACK_OFF);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }
}
