package io.ikebus.vault.enrolment;

import io.ikebus.vault.enrolled.RevocationReason;
import jakarta.validation.constraints.NotNull;

/** @param reason as a revocation list has it */
record RevocationRequest(@NotNull RevocationReason reason) {}
