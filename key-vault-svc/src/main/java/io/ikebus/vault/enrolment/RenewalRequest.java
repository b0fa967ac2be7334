package io.ikebus.vault.enrolment;

import jakarta.validation.constraints.NotNull;

/** @param csr PKCS #10 in PEM; only its key counts, and that it is signed with it */
record RenewalRequest(@NotNull RequestText csr) {}
