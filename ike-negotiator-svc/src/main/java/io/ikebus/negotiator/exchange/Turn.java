package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.credential.Vault;
import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.credential.VaultQuestion;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step in the making: what may be read, and what has been asked for so far, in order.
 *
 * <p>If the vault is asked a question that it has not answered yet, all outputs of the turn are void, and the input is
 * taken in again with the answer; what the session has learned meanwhile stays.
 */
public final class Turn implements Vault {
    private final Environment environment;
    private final SessionKey key;
    private final Map<VaultQuestion, VaultAnswer> answers;
    private final List<Output> outputs = new ArrayList<>();
    private @Nullable VaultQuestion open;

    /** @param answers what the vault has said to questions about the same input */
    public Turn(Environment environment, SessionKey key, Map<VaultQuestion, VaultAnswer> answers) {
        this.environment = environment;
        this.key = key;
        this.answers = Map.copyOf(answers);
    }

    @Override
    public Optional<VaultAnswer> ask(VaultQuestion question) {
        VaultAnswer answer = answers.get(question);
        if (answer == null) {
            open = question;
        }
        return Optional.ofNullable(answer);
    }

    /** The question that the input waits for. */
    public Optional<VaultQuestion> openQuestion() {
        return Optional.ofNullable(open);
    }

    public Map<VaultQuestion, VaultAnswer> answers() {
        return answers;
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

    /** A decision that may have nothing to tell. */
    void told(Phase1 state, String code, String sentence) {
        if (!sentence.isEmpty()) {
            decided(state, code, sentence);
        }
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
