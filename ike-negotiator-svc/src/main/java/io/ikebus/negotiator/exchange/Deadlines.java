package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.Aggressive;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Lineage;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.QuickMode;
import io.ikebus.negotiator.session.Retransmission;
import io.ikebus.negotiator.session.Session;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What time alone does to a session: retransmissions, ends of patience, ends of life. */
public final class Deadlines {
    /** So often message 5 is sent with each key that the peer may have, complaints or not. */
    private static final int ENOUGH_FOR_ALL_KEYS = 4;

    private Deadlines() {}

    /** Handles every deadline that has passed. */
    public static Session pass(Turn turn, Session session) {
        Session next = session;
        if (session.phase1().deadline().filter(at -> passed(turn, at)).isPresent()) {
            next = phase1(turn, session);
        }
        for (QuickMode quick : session.quickModes()) {
            if (passed(turn, quick.deadline()) && next.phase1() instanceof Phase1.Established(IsakmpSa sa)) {
                next = quickMode(turn, next, sa, quick);
            }
        }
        for (ChildSa child : session.children()) {
            Optional<ChildSa> present = next.childWithInbound(child.inboundSpi());
            if (present.isPresent() && next.phase1() instanceof Phase1.Established(IsakmpSa sa)) {
                next = Renewals.pass(turn, next, sa, present.get());
            }
        }
        Instant until = session.lineage().until();
        return next.phase1() instanceof Phase1.Fresh && until != null && passed(turn, until)
                ? next.with(Lineage.NONE)
                : next;
    }

    private static boolean passed(Turn turn, Instant deadline) {
        return !turn.now().isBefore(deadline);
    }

    private static Session phase1(Turn turn, Session session) {
        return switch (session.phase1()) {
            case Phase1.Fresh ignored -> session;
            case Phase1.SentProposal s ->
                again(
                        turn,
                        session,
                        s.association(),
                        s.resend(),
                        s.complaint(),
                        "MM1",
                        next -> new Phase1.SentProposal(s.association(), s.saiB(), next, s.complaint()));
            case Phase1.SentKeyExchange s ->
                again(turn, session, s.association(), s.resend(), s.complaint(), "MM3", s::with);
            case Phase1.SentIdentity s -> identityAgain(turn, session, s);
            case Aggressive.Sent s -> again(turn, session, s.association(), s.resend(), s.complaint(), "AM1", s::with);
            case Aggressive.Prepared ignored -> halfOpen(turn, session, "the vault could not be asked");
            case Aggressive.Replied ignored -> halfOpen(turn, session, "the peer never sent message 3");
            case Phase1.AnsweredProposal ignored -> halfOpen(turn, session, "the peer never sent message 3");
            case Phase1.AnsweredKeyExchange s ->
                halfOpen(
                        turn,
                        session,
                        s.complained()
                                ? "message 5 could not be read: probably different pre-shared keys"
                                : "the peer never sent message 5");
            case Phase1.Established(IsakmpSa sa) ->
                passed(turn, sa.expiresAt()) ? Successions.expire(turn, session, sa) : living(turn, session, sa);
            case Phase1.Closed ignored -> session;
            case Phase1.Failed ignored -> Endings.forget(turn, session);
        };
    }

    private static Session living(Turn turn, Session session, IsakmpSa sa) {
        Session next = Successions.pass(turn, session, sa);
        return next.phase1() instanceof Phase1.Established(IsakmpSa current)
                ? Transactions.pass(turn, Liveliness.pass(turn, next, current))
                : next;
    }

    /** A peer may complain of the present key and yet take a former one, whose message can be lost like any other. */
    private static Session identityAgain(Turn turn, Session session, Phase1.SentIdentity sent) {
        boolean isLastWord = sent.others().isEmpty() || sent.resend().sent() >= ENOUGH_FOR_ALL_KEYS;
        Session next = again(
                turn,
                session,
                sent.association(),
                sent.resend(),
                isLastWord ? sent.complaint() : null,
                "MM5",
                sent::with);
        return next.phase1() instanceof Phase1.SentIdentity waiting
                        && !waiting.others().isEmpty()
                ? MainModeProof.tryOthers(turn, next, waiting, "the peer does not answer")
                : next;
    }

    private static Session again(
            Turn turn,
            Session session,
            Association association,
            Retransmission resend,
            @Nullable String complaint,
            String label,
            Function<Retransmission, Phase1> state) {
        if (complaint != null) {
            return Handshakes.fail(
                    turn, session, association, "peer-refused", "the peer answers " + label + " with " + complaint);
        }
        Optional<Retransmission> next = resend.again(turn.now());
        if (next.isEmpty()) {
            return Handshakes.fail(
                    turn,
                    session,
                    association,
                    "peer-silent",
                    "the peer never answered " + label + ", sent " + resend.sent() + " times"
                            + (label.equals("MM5") ? ": perhaps both ends have different pre-shared keys" : ""));
        }
        turn.repeat(association, resend.message(), label, "retransmission " + resend.sent());
        return session.with(state.apply(next.get()));
    }

    private static Session halfOpen(Turn turn, Session session, String sentence) {
        turn.output(new Output.Count("half-open-expired"));
        turn.decided(session.phase1(), "half-open-expired", sentence);
        return Endings.forget(turn, session);
    }

    private static Session quickMode(Turn turn, Session session, IsakmpSa sa, QuickMode quick) {
        return switch (quick) {
            case QuickMode.SentOffer s -> {
                Optional<Retransmission> next = s.resend().again(turn.now());
                if (next.isEmpty()) {
                    yield QuickModeInitiator.giveUp(turn, session, s, "peer-silent", "message 1 was never answered");
                }
                turn.repeat(
                        sa.association(),
                        s.resend().message(),
                        "QM1",
                        "retransmission " + s.resend().sent());
                yield session.with(s.with(next.get()));
            }
            case QuickMode.SentAnswer s -> {
                Optional<Retransmission> next = s.resend().again(turn.now());
                if (next.isEmpty()) {
                    turn.decided(session.phase1(), "peer-silent", "Quick Mode message 3 never came");
                    yield abandon(turn, session, sa, s.inboundSpi(), "peer-silent")
                            .without(quick);
                }
                turn.repeat(
                        sa.association(),
                        s.resend().message(),
                        "QM2",
                        "retransmission " + s.resend().sent());
                yield session.with(new QuickMode.SentAnswer(
                        s.messageId(),
                        s.inboundSpi(),
                        s.outboundKeymat(),
                        s.ni(),
                        s.nr(),
                        s.iv(),
                        s.answered(),
                        next.get()));
            }
            case QuickMode.PreparedAnswer s -> agentSilent(turn, session, sa, s.inboundSpi());
            case QuickMode.PreparedThird s -> agentSilent(turn, session, sa, s.inboundSpi());
            case QuickMode.SentThird s -> QuickModeInitiator.switchOver(turn, session, sa, s);
            case QuickMode.Finished ignored -> session.without(quick);
        };
    }

    private static Session agentSilent(Turn turn, Session session, IsakmpSa sa, long inboundSpi) {
        turn.decided(
                session.phase1(),
                "agent-silent",
                "the gateway's agent has not said within "
                        + turn.environment().agentAnswersWithin().toMillis() + " ms that the inbound SA is in");
        return abandon(turn, session, sa, inboundSpi, "agent-silent");
    }

    private static Session abandon(Turn turn, Session session, IsakmpSa sa, long inboundSpi, String reason) {
        turn.output(new Output.Count(reason));
        return session.childWithInbound(inboundSpi)
                .map(child -> Outcomes.abandon(turn, session, sa, child, reason))
                .orElse(session);
    }
}
