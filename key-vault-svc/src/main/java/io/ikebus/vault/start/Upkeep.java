package io.ikebus.vault.start;

import io.ikebus.vault.audit.AuditArchive;
import io.ikebus.vault.audit.AuditChain;
import io.ikebus.vault.credential.FormerVersions;
import io.ikebus.vault.enrolment.Cleaning;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.holdings.StoreUnavailableException;
import io.ikebus.vault.rotation.MasterKeyRotation;
import io.ikebus.vault.sealingkey.SealingKeyRotation;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks regularly: has another vault changed something, is the database there, is a new sealing key due, is anything under an
 * old master key, is anything over.
 */
@Singleton
final class Upkeep {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);

    private final HoldingsMemory memory;
    private final SealingKeyRotation sealingKeys;
    private final MasterKeyRotation masterKey;
    private final AuditChain chain;
    private final AuditArchive archive;
    private final Cleaning cleaning;
    private final FormerVersions formers;
    private final Duration interval;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("upkeep").daemon().factory());

    Upkeep(
            HoldingsMemory memory,
            SealingKeyRotation sealingKeys,
            MasterKeyRotation masterKey,
            AuditChain chain,
            AuditArchive archive,
            Cleaning cleaning,
            FormerVersions formers,
            VaultSettings settings) {
        this.memory = memory;
        this.sealingKeys = sealingKeys;
        this.masterKey = masterKey;
        this.chain = chain;
        this.archive = archive;
        this.cleaning = cleaning;
        this.formers = formers;
        this.interval = settings.vault().refreshInterval();
    }

    /** The first look is taken before this returns, so that there is a sealing key from the start. */
    void start() {
        look();
        var _ = thread.scheduleWithFixedDelay(
                this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        thread.shutdownNow();
    }

    private void look() {
        try {
            memory.refresh();
            if (memory.isStoreReachable() && sealingKeys.isDue(memory.present())) {
                memory.change(sealingKeys::rotate);
            }
            if (memory.isStoreReachable() && masterKey.isDue(memory.present())) {
                // First, so that a rotation which is finished has left nothing.
                chain.rewrapKey(archive);
            }
            while (memory.isStoreReachable() && masterKey.isDue(memory.present())) {
                memory.change(masterKey::step);
            }
            if (memory.isStoreReachable() && cleaning.isDue(memory.present())) {
                memory.change(cleaning::clean);
            }
            if (memory.isStoreReachable() && formers.isDue(memory.present())) {
                memory.change(formers::clean);
            }
        } catch (StoreUnavailableException e) {
            LOG.debug("the database went away between two questions", e);
        } catch (RuntimeException e) {
            // An executor forgets a task that throws; the next look may go better.
            LOG.error("upkeep failed", e);
        }
    }
}
