package io.ikebus.vault.enrolment;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.vault.enrolled.ServiceRole;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * @param csr PKCS #10 in PEM; only its key counts, and that it is signed with it
 * @param role that the caller is; with it, a token that is for another is refused and not spent
 * @param gateway that the caller belongs to; likewise
 */
record EnrolmentRequest(
        @Schema(implementation = String.class, format = "password", writeOnly = true) @NotNull
        EnrolmentToken token,

        @NotNull RequestText csr,
        @Nullable ServiceRole role,
        @Nullable GatewayId gateway) {}
