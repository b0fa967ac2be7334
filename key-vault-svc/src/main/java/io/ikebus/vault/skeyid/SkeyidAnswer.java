package io.ikebus.vault.skeyid;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * @param skeyid hex, as long as the hash
 * @param credential the name of the credential whose key it was
 * @param former what SKEYID would be with the versions that this credential has replaced and that are good still, the newest
 *     first
 * @param formerVersions their names
 */
record SkeyidAnswer(
        String skeyid,
        String credential,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> former,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> formerVersions) {

    @Override
    public String toString() {
        return "SkeyidAnswer[" + credential + "]";
    }
}
