package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.engine.Environment;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.SiemEvent;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.octets.Octets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One step in the making: what may be read, and what has been asked for so far, in order. */
public final class Turn {
    private final Environment environment;
    private final SessionKey key;
    private final List<Output> outputs = new ArrayList<>();

    public Turn(Environment environment, SessionKey key) {
        this.environment = environment;
        this.key = key;
    }

    public Environment environment() {
        return environment;
    }

    public Instant now() {
        return environment.now();
    }

    public SessionKey key() {
        return key;
    }

    public List<Output> outputs() {
        return List.copyOf(outputs);
    }

    public void output(Output output) {
        outputs.add(output);
    }

    /**
     * Sends a message and notes it.
     *
     * @param label its place in the exchange, e.g. MM1
     * @param text its payloads as in the RFC's figures
     */
    void send(Association association, Octets message, String label, String text) {
        output(new Output.SendDatagram(association.headers(key.gateway(), now()), message));
        note(DiaryEntry.Kind.SENT, association.connection(), message, label, text);
    }

    /** Sends the bytes of before once more. */
    void repeat(Association association, Octets message, String label, String why) {
        output(new Output.SendDatagram(association.headers(key.gateway(), now()), message));
        note(DiaryEntry.Kind.SENT, association.connection(), message, label, why);
    }

    void received(Phase1 state, Octets message, String label, String text) {
        note(DiaryEntry.Kind.RECEIVED, connection(state), message, label, text);
    }

    /** The message changes nothing. {@code reason} is a stable code, counted and noted. */
    public void drop(Phase1 state, Octets message, String reason, String text) {
        output(new Output.Count(reason));
        note(DiaryEntry.Kind.DROPPED, connection(state), message, reason, text);
    }

    void repeated(Phase1 state, Octets message, String label, String text) {
        output(new Output.Count("repeated-message"));
        note(DiaryEntry.Kind.REPEATED, connection(state), message, label, text);
    }

    /** A decision, by a stable code and a sentence. */
    void decided(Phase1 state, String code, String sentence) {
        decided(state.responderCookie(), connection(state), code, sentence);
    }

    void decided(Cookie responderCookie, String connection, String code, String sentence) {
        output(new Output.Note(new DiaryEntry(
                DiaryEntry.VERSION,
                key,
                responderCookie.hex(),
                connection,
                DiaryEntry.Kind.DECIDED,
                "",
                "00000000",
                code,
                sentence,
                0,
                now())));
    }

    /** A security event; the same fact gets the same id, however often the step is taken. */
    void announce(String type, String connection, String fact, Map<String, Object> data) {
        output(new Output.Announce(SiemEvent.of(
                key + "/" + fact, "/negotiator/" + key.gateway(), "io.ikebus." + type, connection, now(), data)));
    }

    private void note(DiaryEntry.Kind kind, String connection, Octets message, String label, String text) {
        boolean whole = message.length() >= IsakmpHeader.LENGTH;
        output(new Output.Note(new DiaryEntry(
                DiaryEntry.VERSION,
                key,
                whole ? message.slice(8, 16).hex() : Cookie.NONE.hex(),
                connection,
                kind,
                whole ? ExchangeType.nameOf(message.u8(18)) : "",
                whole ? message.slice(20, 24).hex() : "00000000",
                label,
                text,
                message.length(),
                now())));
    }

    private static String connection(Phase1 state) {
        Association association = state.association();
        return association == null ? "" : association.connection();
    }
}
