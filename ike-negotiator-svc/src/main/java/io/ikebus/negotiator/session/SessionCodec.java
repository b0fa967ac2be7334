package io.ikebus.negotiator.session;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnoreType;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.io.IOException;

/**
 * A session as bytes (CBOR). The bytes are as secret as the session: they go nowhere but into sealing.
 *
 * <p>Fields that a newer version added are passed over, so that versions can run side by side.
 */
public final class SessionCodec {
    private static final ObjectMapper MAPPER = CBORMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Binary())
            .addMixIn(Secret.class, Written.class)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static {
        // Derived getters are no state: only the components of records are.
        MAPPER.setVisibility(MAPPER.getVisibilityChecker().withIsGetterVisibility(JsonAutoDetect.Visibility.NONE));
    }

    private SessionCodec() {}

    /** @throws IllegalStateException if the session waits for the vault: such a one is never stored */
    public static Secret encode(Session session) {
        if (session.pending() != null) {
            throw new IllegalStateException("a session that waits for the vault is not to be stored");
        }
        try {
            return Secret.wrap(MAPPER.writeValueAsBytes(session));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a session must be writable", e);
        }
    }

    /** @throws IllegalArgumentException if the bytes are not a session; the message shows none of them */
    public static Session decode(Secret bytes) {
        return bytes.with(all -> {
            try {
                return MAPPER.readValue(all, Session.class);
            } catch (IOException | IllegalArgumentException | NullPointerException e) {
                throw new IllegalArgumentException(
                        "not a session: " + e.getClass().getSimpleName());
            }
        });
    }

    /** A child SA on its way to another session; it has no secret. */
    public static Octets encode(ChildSa child) {
        try {
            return Octets.wrap(MAPPER.writeValueAsBytes(child));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a child SA must be writable", e);
        }
    }

    /** @throws IllegalArgumentException if the octets are not a child SA */
    public static ChildSa decodeChild(Octets octets) {
        try {
            return MAPPER.readValue(octets.toByteArray(), ChildSa.class);
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw new IllegalArgumentException("not a child SA: " + e.getClass().getSimpleName());
        }
    }

    /** Takes back that {@link Secret} is left out. */
    @JsonIgnoreType(false)
    private interface Written {}

    private static final class Binary extends SimpleModule {
        private static final long serialVersionUID = 1;

        Binary() {
            addSerializer(Octets.class, new StdSerializer<>(Octets.class) {
                private static final long serialVersionUID = 1;

                @Override
                public void serialize(Octets value, JsonGenerator to, SerializerProvider provider) throws IOException {
                    to.writeBinary(value.toByteArray());
                }
            });
            addDeserializer(Octets.class, new StdDeserializer<>(Octets.class) {
                private static final long serialVersionUID = 1;

                @Override
                public Octets deserialize(JsonParser from, DeserializationContext context) throws IOException {
                    return Octets.wrap(from.getBinaryValue());
                }
            });
            addDeserializer(Pending.class, new StdDeserializer<>(Pending.class) {
                private static final long serialVersionUID = 1;

                @Override
                public Pending deserialize(JsonParser from, DeserializationContext context) throws IOException {
                    throw new IOException("a session that waits for the vault is never stored");
                }
            });
            addSerializer(Secret.class, new StdSerializer<>(Secret.class) {
                private static final long serialVersionUID = 1;

                @Override
                public void serialize(Secret value, JsonGenerator to, SerializerProvider provider) throws IOException {
                    to.writeBinary(value.with(byte[]::clone));
                }
            });
            addDeserializer(Secret.class, new StdDeserializer<>(Secret.class) {
                private static final long serialVersionUID = 1;

                @Override
                public Secret deserialize(JsonParser from, DeserializationContext context) throws IOException {
                    return Secret.wrap(from.getBinaryValue());
                }
            });
        }
    }
}
