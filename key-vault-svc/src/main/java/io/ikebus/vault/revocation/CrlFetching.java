package io.ikebus.vault.revocation;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.credential.Precondition;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.holdings.StoreUnavailableException;
import io.ikebus.vault.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Fetches the lists that the operator has named, on a schedule of its own, and believes them no more than an upload. What
 * cannot be had leaves the list that is there.
 */
@Singleton
public final class CrlFetching {
    private static final Logger LOG = Logger.getLogger(CrlFetching.class);
    private static final int NAME_OCTETS = 6;

    private final HoldingsMemory memory;
    private final CrlChanges changes;
    private final CrlSources sources;
    private final Counter taken;
    private final Download download = new Download();
    private final Set<URI> failing = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("crl-fetching").daemon().factory());

    CrlFetching(HoldingsMemory memory, CrlChanges changes, CrlSources sources, MeterRegistry metrics) {
        this.memory = memory;
        this.changes = changes;
        this.sources = sources;
        Gauge.builder("ikebus.vault.crl.failing", this, CrlFetching::failing)
                .description("sources whose revocation list was not taken the last time")
                .register(metrics);
        this.taken = Counter.builder("ikebus.vault.crl.fetched")
                .description("revocation lists that were fetched and taken, also those that were there already")
                .register(metrics);
    }

    public void start() {
        if (!sources.locations().isEmpty()) {
            var _ = thread.scheduleWithFixedDelay(
                    () -> sources.locations().forEach(this::fetch),
                    0,
                    sources.interval().toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    public void stop() {
        thread.shutdownNow();
    }

    /** How many there are. */
    public int count() {
        return sources.locations().size();
    }

    /** How many of them had no list the last time that could be taken. */
    public int failing() {
        return failing.size();
    }

    /** The name under which the list from there is kept: the same in every vault. */
    static String name(URI location) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(location.toString().getBytes(StandardCharsets.UTF_8));
            return "crl-" + HexFormat.of().formatHex(digest, 0, NAME_OCTETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void fetch(URI location) {
        try {
            Octets der = download.of(location);
            memory.change(before -> changes.put(before, name(location), der, List.of(), Precondition.NONE, ""));
            taken.increment();
            if (failing.remove(location)) {
                LOG.infof("the revocation list at %s is there again", location);
            }
        } catch (IOException e) {
            note(location, String.valueOf(e.getMessage()));
        } catch (ProblemException e) {
            note(location, e.problem().detail());
        } catch (StoreUnavailableException e) {
            LOG.debug("the database is away: what was fetched could not be kept", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // An executor forgets a task that throws; the next look may go better.
            LOG.error("fetching revocation lists failed", e);
        }
    }

    private void note(URI location, String why) {
        if (failing.add(location)) {
            LOG.warnf("the revocation list at %s is not taken: %s", location, why);
        }
    }
}
