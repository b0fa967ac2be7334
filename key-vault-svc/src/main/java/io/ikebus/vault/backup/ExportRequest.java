package io.ikebus.vault.backup;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * @param publicKey X25519, 32 octets, hex: of whoever keeps the backup
 * @param page 0, and one more with each
 * @param after the {@code next} of the page before; left out on the first
 * @param revision the one of the first page; left out on the first
 */
record ExportRequest(
        @NotNull @Pattern(regexp = "[0-9a-fA-F]{64}", message = "is 64 hex digits")
        String publicKey,

        @Min(0) @Max(1_000_000) int page,

        @Pattern(regexp = "[cs]:[A-Za-z0-9._-]{0,63}", message = "is the next of the page before") @Nullable
        String after,

        @Nullable Long revision) {}
