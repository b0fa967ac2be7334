package io.ikebus.vault.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * @param sealed the page under HPKE, base64
 * @param next what to send as {@code after} for the next page; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExportAnswer(
        long revision, int page, String sealed, @Nullable String next) {}
