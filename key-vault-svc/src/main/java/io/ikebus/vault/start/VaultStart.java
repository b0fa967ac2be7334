package io.ikebus.vault.start;

import io.ikebus.vault.audit.AuditArchive;
import io.ikebus.vault.audit.AuditChain;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.holdings.StoreUnavailableException;
import io.ikebus.vault.revocation.CrlFetching;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/** From a master key and a database to a vault that answers. */
@Singleton
final class VaultStart {
    private static final Logger LOG = Logger.getLogger(VaultStart.class);

    private final VaultSettings settings;
    private final Flyway flyway;
    private final HoldingsMemory memory;
    private final AuditChain chain;
    private final AuditArchive archive;
    private final Upkeep upkeep;
    private final CrlFetching fetching;

    private final Publishing publishing;

    VaultStart(
            VaultSettings settings,
            Flyway flyway,
            HoldingsMemory memory,
            AuditChain chain,
            AuditArchive archive,
            Upkeep upkeep,
            CrlFetching fetching,
            Publishing publishing) {
        this.settings = settings;
        this.flyway = flyway;
        this.memory = memory;
        this.chain = chain;
        this.archive = archive;
        this.upkeep = upkeep;
        this.fetching = fetching;
        this.publishing = publishing;
    }

    void start(@Observes StartupEvent event) {
        try {
            flyway.migrate();
            memory.open();
            chain.open(archive);
            memory.lookAgain();
        } catch (FlywayException | StoreUnavailableException e) {
            LOG.debug("the database cannot be used", e);
            throw new ConfigurationException("ikebus.vault.database.url: the database at "
                    + settings.vault().database().url() + " cannot be used: " + rootMessage(e));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("ikebus.vault.master-key-*: " + e.getMessage());
        }
        upkeep.start();
        fetching.start();
        publishing.start();
        LOG.infof(
                "the vault holds %d credentials; it listens on https://%s:%d",
                memory.present().credentials().size(),
                settings.http().host(),
                settings.http().port());
    }

    void stop(@Observes ShutdownEvent event) {
        fetching.stop();
        upkeep.stop();
        publishing.stop();
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
