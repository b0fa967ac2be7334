package io.ikebus.protocol.bus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Times on the bus: ISO 8601 in UTC, from 1970 to 9999, so that whoever reckons with one stays inside what an instant
 * can hold.
 */
final class BusTime {
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private BusTime() {}

    /** @throws IllegalArgumentException if {@code text} has another form; the message does not quote it */
    static Instant parse(String text) {
        Instant time;
        try {
            time = Instant.parse(text);
        } catch (DateTimeException e) {
            // Without its cause, which quotes the text.
            throw noTime();
        }
        if (time.isBefore(Instant.EPOCH) || !time.isBefore(END)) {
            throw noTime();
        }
        return time;
    }

    private static IllegalArgumentException noTime() {
        return new IllegalArgumentException("a time is ISO 8601 in UTC, from 1970 to 9999");
    }

    /** Takes a string and nothing else; numbers would be seconds to one reader and milliseconds to another. */
    static final class Reader extends StdScalarDeserializer<Instant> {
        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return context.reportInputMismatch(this, "a time is a string");
            }
            try {
                return parse(parser.getText());
            } catch (IllegalArgumentException e) {
                throw JsonMappingException.from(parser, e.getMessage(), e);
            }
        }
    }
}
