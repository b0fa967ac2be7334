package io.ikebus.vault.start;

import io.ikebus.vault.access.OidcSettings;
import io.ikebus.vault.audit.AuditArchive;
import io.ikebus.vault.audit.AuditChain;
import io.ikebus.vault.audit.AuditStore;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.audit.Verification;
import io.ikebus.vault.enrolment.CallersTrust;
import io.ikebus.vault.enrolment.Terms;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.holdings.HoldingsStore;
import io.ikebus.vault.keysource.MasterKeySources;
import io.ikebus.vault.keytoken.KeyToken;
import io.ikebus.vault.limit.Operation;
import io.ikebus.vault.limit.UseLimits;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.revocation.CrlSources;
import io.ikebus.vault.sealingkey.Lifetimes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.runtime.TrustStoreAndTrustOptions;
import io.quarkus.tls.runtime.TrustStoreProvider;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes what the other packages are given. */
final class VaultBeans {

    @Produces
    @Singleton
    OidcSettings oidc(VaultSettings settings) {
        return settings.oidc();
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    Lifetimes lifetimes(VaultSettings settings) {
        try {
            return new Lifetimes(
                    settings.vault().sealingKeyLifetime(), settings.vault().sealingKeyRetention());
        } catch (IllegalArgumentException e) {
            // Without the cause: Quarkus would show that and not the sentence. So everywhere.
            throw new ConfigurationException(e.getMessage());
        }
    }

    @Produces
    @Singleton
    UseLimits useLimits(VaultSettings settings, AuditTrail audit, InstantSource clock, MeterRegistry metrics) {
        VaultSettings.Limits limits = settings.vault().limits();
        Map<Operation, Integer> perSecond = Map.of(
                Operation.SKEYID, limits.skeyidsPerSecond(),
                Operation.SIGN, limits.signaturesPerSecond(),
                Operation.DECRYPT, limits.decryptionsPerSecond());
        return new UseLimits(
                perSecond,
                audit,
                clock,
                operation -> Counter.builder("ikebus.vault.limited")
                        .description("uses of keys that were refused because there were too many")
                        .tag("operation", operation.toString())
                        .register(metrics)
                        .increment());
    }

    @Produces
    @Singleton
    Terms terms(VaultSettings settings) {
        try {
            return new Terms(
                    settings.vault().serviceCertificateLifetime(),
                    settings.vault().enrolmentsPerMinute());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    /** In the place of {@code quarkus.tls.trust-store}, which knows files only. Made before the settings are there. */
    @Produces
    @Singleton
    TrustStoreProvider callersTrust(Instance<VaultSettings> settings, Instance<HoldingsMemory> memory) {
        CallersTrust trust =
                new CallersTrust(() -> CertificateFile.read(settings.get().tls().trustFile()), memory::get);
        return _ -> new TrustStoreAndTrustOptions(null, TrustOptions.wrap(trust));
    }

    @Produces
    @Singleton
    CrlSources crlSources(VaultSettings settings) {
        return new CrlSources(
                settings.vault().crlSources().orElse(List.of()),
                settings.vault().crlInterval());
    }

    @Produces
    @Singleton
    RestSealing sealing(VaultSettings settings, SecureRandom random) {
        try {
            return new RestSealing(MasterKeySources.of(settings.vault()), random);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    @Produces
    @Singleton
    Optional<KeyToken> keyToken(VaultSettings settings, SecureRandom random) {
        try {
            return KeyToken.of(settings.vault().keyToken(), random);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    @Produces
    @Singleton
    AuditChain chain(RestSealing sealing, SecureRandom random, InstantSource clock) {
        return new AuditChain(sealing, random, clock);
    }

    @Produces
    @Singleton
    Verification verification(AuditChain chain, AuditArchive archive) {
        return new Verification(chain, archive);
    }

    @Produces
    @Singleton
    AuditTrail audit(AuditStore store, VaultSettings settings, MeterRegistry metrics) {
        Counter lost = Counter.builder("ikebus.vault.audit.lost")
                .description("audit events that are in the log only")
                .register(metrics);
        AuditTrail trail = new AuditTrail(store, settings.vault().auditBacklog(), lost::increment);
        Gauge.builder("ikebus.vault.audit.waiting", trail, AuditTrail::waiting)
                .description("audit events that wait for the database")
                .register(metrics);
        return trail;
    }

    void close(@Disposes AuditTrail trail) {
        trail.close();
    }

    @Produces
    @Singleton
    HoldingsMemory memory(
            HoldingsStore store,
            RestSealing sealing,
            AuditTrail audit,
            InstantSource clock,
            Optional<KeyToken> token,
            MeterRegistry metrics) {
        HoldingsMemory memory = new HoldingsMemory(
                store, sealing, audit, clock, labels -> token.ifPresent(there -> there.erase(labels)));
        Gauge.builder("ikebus.vault.database.reachable", memory, it -> it.isStoreReachable() ? 1 : 0)
                .description("1 if the database answered the last time it was asked")
                .register(metrics);
        Gauge.builder(
                        "ikebus.vault.credentials",
                        memory,
                        it -> it.isOpen() ? it.present().credentials().size() : 0)
                .description("credentials that can be used")
                .register(metrics);
        Gauge.builder("ikebus.vault.damaged", memory, it -> it.isOpen() ? damaged(it) : 0)
                .description("rows that are not as the vault wrote them")
                .register(metrics);
        return memory;
    }

    private static int damaged(HoldingsMemory memory) {
        return memory.present().damagedCredentials().size()
                + memory.present().damagedKeys().size();
    }
}
