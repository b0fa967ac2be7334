package io.ikebus.negotiator.shell;

import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.engine.Input;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.engine.Step;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.session.SessionCodec;
import io.ikebus.negotiator.shell.Prepared.After;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One input through the engine, and whatever the engine asks for on the way, until nothing waits. Touches neither store
 * nor bus: a round that throws has done nothing.
 */
final class Round {
    /** A handshake's input needs three at most; more is a loop. */
    private static final int MOST_STEPS = 16;

    private final Surroundings around;
    private final Session before;
    private final Deque<Input> waiting = new ArrayDeque<>();
    private final List<Emission> emissions = new ArrayList<>();
    private final List<DiaryEntry> notes = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final List<Session> seen = new ArrayList<>();
    /** Wiped at the end and not before: the session may hold the same ones until it is encoded. */
    private final List<Secret> lent = new ArrayList<>();

    private Round(Surroundings around, Session before) {
        this.around = around;
        this.before = before;
    }

    /** @throws RuntimeException if the engine, or this, has a bug; nothing has been done then */
    static Prepared run(Surroundings around, Session before, Input input) {
        Round round = new Round(around, before);
        try {
            return round.run(input);
        } finally {
            round.seen.forEach(Session::destroy);
            round.lent.forEach(Secret::destroy);
        }
    }

    private Prepared run(Input input) {
        Session session = before;
        seen.add(session);
        waiting.add(input);
        for (int steps = 0; !waiting.isEmpty(); steps++) {
            if (steps == MOST_STEPS) {
                throw new IllegalStateException("no end after " + MOST_STEPS + " steps");
            }
            Instant now = around.clock().instant().truncatedTo(ChronoUnit.MILLIS);
            Step step = around.engine().step(session, waiting.remove(), around.environment(now));
            session = step.next();
            seen.add(session);
            for (Output output : step.outputs()) {
                take(output, now);
            }
            if (session.isOver()) {
                waiting.clear();
            }
        }
        return new Prepared(after(session), emissions, notes, reasons, handshake(session));
    }

    /** For the counters only: whether phase 1 has come to its end, and to which. */
    private Optional<String> handshake(Session session) {
        Phase1 was = before.phase1();
        return switch (session.phase1()) {
            case Phase1.Established _ when !(was instanceof Phase1.Established) -> Optional.of("established");
            case Phase1.Failed failed when !(was instanceof Phase1.Failed) -> Optional.of(failed.reason());
            case Phase1 _ -> Optional.empty();
        };
    }

    private After after(Session session) {
        if (session.isOver()) {
            return new After.Over();
        }
        return session == before
                ? new After.Unchanged()
                : new After.Stored(SessionCodec.encode(session), session.nextDeadline());
    }

    private void take(Output output, Instant now) {
        switch (output) {
            case Output.SendDatagram(var headers, var message) ->
                emissions.add(new Emission(Sink.OUTBOUND, key(), Optional.of(message), Optional.of(headers)));
            case Output.InstallSa install -> install(install, now);
            case Output.CloseSa(String connection, SaId id, var sa, var policies, String reason) ->
                emit(
                        Sink.SA_COMMANDS,
                        id.key(),
                        new SaCommand.Close(
                                SaCommand.VERSION, before.key(), connection, id, sa, policies, reason, now));
            case Output.RemoveSa(String connection, SaId id, String reason) ->
                emit(
                        Sink.SA_COMMANDS,
                        id.key(),
                        new SaCommand.Remove(SaCommand.VERSION, before.key(), connection, id, reason, now));
            case Output.ForgetSa(SaId id) -> emissions.add(Emission.tombstone(Sink.SA_COMMANDS, id.key()));
            case Output.AskVault(var question) -> {
                VaultAnswer answer = around.vault().apply(question);
                if (answer instanceof VaultAnswer.Skeyid(Secret skeyid, String _, var former)) {
                    lent.add(skeyid);
                    former.forEach(one -> lent.add(one.skeyid()));
                }
                if (answer instanceof VaultAnswer.OfUser.Password(Secret password, String _)) {
                    lent.add(password);
                }
                // Before anything else that waits: the engine's session is in the middle of a message.
                waiting.addFirst(new Input.CredentialAnswered(answer));
            }
            case Output.Lease(var request) ->
                emit(Sink.LEASES, request.session().toString(), request);
            case Output.Command(var command) ->
                emit(Sink.COMMANDS, command.session().toString(), command);
            case Output.Report(var status) -> emit(Sink.STATUS, status.session().toString(), status);
            case Output.Retire(var session) -> emissions.add(Emission.tombstone(Sink.STATUS, session.toString()));
            case Output.Note(var entry) -> {
                notes.add(entry);
                emit(Sink.NEGOTIATIONS, entry.session().toString(), entry);
            }
            case Output.Announce(var event) -> emit(Sink.SIEM_EVENTS, event.subject(), event);
            case Output.Count(String reason) -> reasons.add(reason);
        }
    }

    private void install(Output.InstallSa install, Instant now) {
        SaId id = install.id();
        lent.add(install.keymat());
        switch (around.keymat().seal(id, install.keymat())) {
            case KeymatSealing.Result.Sealed(Octets sealed) ->
                emit(
                        Sink.SA_COMMANDS,
                        id.key(),
                        new SaCommand.Install(
                                SaCommand.VERSION,
                                before.key(),
                                install.connection(),
                                id,
                                install.sa(),
                                install.policies(),
                                sealed,
                                now));
            case KeymatSealing.Result.Unsealed(String reason) -> {
                reasons.add(reason);
                waiting.addLast(new Input.SaOutcomeReceived(new SaOutcome(
                        SaOutcome.VERSION,
                        before.key(),
                        id,
                        SaOutcome.Kind.FAILED,
                        reason,
                        "the keys cannot be sealed to the agent of " + id.gateway(),
                        now)));
            }
        }
    }

    private String key() {
        return before.key().toString();
    }

    private void emit(Sink sink, String key, Object value) {
        emissions.add(Emission.of(sink, key, Octets.wrap(BusJson.write(value))));
    }
}
