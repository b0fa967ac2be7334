package io.ikebus.vault.credential;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.Holdings;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a credential that are good now.
 *
 * @param items the present one, then those that it has replaced, the newest first
 */
record VersionsView(List<Version> items) {

    /**
     * @param madeAt of the present version since when it has been that; of a former one when it was replaced
     * @param goodUntil absent for ever
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Version(
            long version,
            boolean present,
            Instant madeAt,
            @Nullable Instant goodUntil,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CertificateView> certificates) {

        private static Version of(Credential one) {
            return new Version(
                    one.stored().version(),
                    !one.isFormer(),
                    one.stored().changedAt(),
                    one.expiresAt().orElse(null),
                    one.certificates().stream().map(CertificateView::of).toList());
        }
    }

    static VersionsView of(Holdings holdings, Credential present) {
        return new VersionsView(Stream.concat(Stream.of(present), holdings.formersOf(present.name()).stream())
                .map(Version::of)
                .toList());
    }
}
