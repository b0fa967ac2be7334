package io.ikebus.vault.start;

import io.ikebus.vault.audit.AuditChain;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.siem.PublisherStatus;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether the record is whole and on its way: the end of the chain is as the vaults left it, and events reach Kafka.
 * Down the vault still answers, so this is not a question of readiness.
 */
@Wellness
@Singleton
final class AuditHealth implements HealthCheck {
    private final AuditChain chain;
    private final AuditTrail trail;
    private final Publishing publishing;

    AuditHealth(AuditChain chain, AuditTrail trail, Publishing publishing) {
        this.chain = chain;
        this.trail = trail;
        this.publishing = publishing;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<PublisherStatus> status = publishing.status();
        long brokenAt = chain.brokenAt();
        var answer = HealthCheckResponse.named("audit")
                .status(brokenAt == 0 && status.map(PublisherStatus::well).orElse(true))
                .withData("chain", brokenAt == 0 ? "whole at its end" : "was changed before event " + brokenAt)
                .withData("waitForDatabase", trail.waiting())
                .withData(
                        "siem", status.map(PublisherStatus::detail).orElse("off: kafka.bootstrap.servers is not set"));
        status.ifPresent(known -> answer.withData("waitForKafka", known.waiting()));
        return answer.build();
    }
}
