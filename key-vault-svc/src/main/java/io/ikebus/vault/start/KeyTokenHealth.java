package io.ikebus.vault.start;

import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.keytoken.KeyToken;
import io.ikebus.vault.keytoken.TokenUnavailableException;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A vault whose token does not answer, or lacks a key that a credential names, is not ready. */
@Readiness
@Singleton
final class KeyTokenHealth implements HealthCheck {
    private static final String NAME = "key-token";

    private final Optional<KeyToken> token;
    private final HoldingsMemory memory;

    KeyTokenHealth(Optional<KeyToken> token, HoldingsMemory memory) {
        this.token = token;
        this.memory = memory;
    }

    @Override
    public HealthCheckResponse call() {
        Set<String> named = memory.isOpen() ? memory.present().tokenKeys() : Set.of();
        try {
            List<String> there = token.map(KeyToken::labels).orElse(List.of());
            Set<String> missing = new HashSet<>(named);
            there.forEach(missing::remove);
            Set<String> unnamed = new HashSet<>(there);
            unnamed.removeAll(named);
            return HealthCheckResponse.named(NAME)
                    .status(missing.isEmpty())
                    .withData("missing", missing.size())
                    .withData("unnamed", unnamed.size())
                    .build();
        } catch (TokenUnavailableException e) {
            return HealthCheckResponse.named(NAME)
                    .down()
                    .withData("reason", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
