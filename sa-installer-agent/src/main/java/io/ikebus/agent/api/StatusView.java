package io.ikebus.agent.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param backend {@code kernel} or {@code recording}
 * @param reason why this one
 * @param warning there if nothing is encrypted
 * @param commands whether commands are being taken
 * @param vault whether the vault has the agent's public key
 * @param publicKey X25519, hex
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatusView(
        String gateway,
        String backend,
        String reason,
        @Nullable String warning,
        Part commands,
        Part vault,
        String publicKey,
        int sas,
        Map<String, Long> counters) {

    /** @param detail a sentence */
    public record Part(boolean ready, String detail) {}
}
