package io.ikebus.protocol.bus;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A security event on {@link Topics#SIEM_EVENTS}: a CloudEvents 1.0 envelope with an OCSF body.
 *
 * @param id the same for the same fact, however often it is sent
 * @param source e.g. {@code /negotiator/east}
 * @param type e.g. {@code io.ikebus.tunnel.opened}
 * @param subject the connection's name, or empty; of the vault's events the thing that was used or changed
 * @param data OCSF fields; never a secret
 */
public record SiemEvent(
        @JsonProperty("specversion") String specVersion,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        @JsonProperty("datacontenttype") String dataContentType,
        Map<String, Object> data) {

    public SiemEvent {
        Objects.requireNonNull(specVersion);
        Objects.requireNonNull(id);
        Objects.requireNonNull(source);
        Objects.requireNonNull(type);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(time);
        Objects.requireNonNull(dataContentType);
        data = Map.copyOf(data);
    }

    public static SiemEvent of(
            String id, String source, String type, String subject, Instant time, Map<String, Object> data) {
        return new SiemEvent("1.0", id, source, type, subject, time, "application/json", data);
    }
}
