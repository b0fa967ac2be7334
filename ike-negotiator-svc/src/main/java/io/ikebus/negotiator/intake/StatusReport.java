package io.ikebus.negotiator.intake;

import io.ikebus.negotiator.session.Aggressive;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.SessionStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operator may see of a session. Strangers that have not shown that they own their address are left out. */
final class StatusReport {
    private static final String CLOSED = "closed";

    private StatusReport() {}

    /** The status after a step, if it is another than before. */
    static Optional<SessionStatus> changed(Session before, Session after) {
        Optional<SessionStatus> now = of(after);
        return now.equals(of(before)) ? Optional.empty() : now;
    }

    static Optional<SessionStatus> of(Session session) {
        return switch (session.phase1()) {
            case Phase1.Fresh ignored -> Optional.empty();
            case Phase1.AnsweredProposal ignored -> Optional.empty();
            case Phase1.SentProposal s -> status(session, s.association(), "sent-proposal", "", s.complaint());
            case Phase1.SentKeyExchange s ->
                status(
                        session,
                        s.association(),
                        "sent-key-exchange",
                        s.agreement().proposal().toString(),
                        s.complaint());
            case Phase1.SentIdentity s ->
                status(
                        session,
                        s.association(),
                        "sent-identity",
                        s.agreement().proposal().toString(),
                        s.complaint());
            case Phase1.AnsweredKeyExchange s ->
                status(
                        session,
                        s.association(),
                        "answered-key-exchange",
                        s.agreement().proposal().toString(),
                        s.complained() ? "message-5-unreadable" : null);
            case Aggressive.Prepared ignored -> Optional.empty();
            case Aggressive.Replied ignored -> Optional.empty();
            case Aggressive.Sent s -> status(session, s.association(), "sent-aggressive", "", s.complaint());
            case Phase1.Failed s -> status(session, s.association(), "failed", "", s.reason());
            case Phase1.Closed s -> closed(session, s);
            case Phase1.Established(IsakmpSa sa) -> established(session, sa);
        };
    }

    private static Optional<SessionStatus> status(
            Session session, Association association, String state, String proposal, @Nullable String failure) {
        return Optional.of(new SessionStatus(
                SessionStatus.VERSION,
                session.key(),
                session.phase1().responderCookie().hex(),
                association.connection(),
                association.role(),
                state,
                association.local(),
                association.remote(),
                "",
                "",
                proposal,
                association.startedAt(),
                null,
                null,
                failure,
                List.of()));
    }

    private static Optional<SessionStatus> closed(Session session, Phase1.Closed closed) {
        return Optional.of(new SessionStatus(
                SessionStatus.VERSION,
                session.key(),
                closed.responderCookie().hex(),
                closed.association().connection(),
                closed.association().role(),
                CLOSED,
                closed.association().local(),
                closed.association().remote(),
                closed.localIdentity(),
                closed.owner(),
                "",
                closed.association().startedAt(),
                null,
                null,
                closed.reason(),
                session.children().stream().map(child -> child(child, CLOSED)).toList()));
    }

    private static Optional<SessionStatus> established(Session session, IsakmpSa sa) {
        return Optional.of(new SessionStatus(
                SessionStatus.VERSION,
                session.key(),
                sa.responderCookie().hex(),
                sa.association().connection(),
                sa.association().role(),
                state(sa),
                sa.association().local(),
                sa.association().remote(),
                sa.localIdentity(),
                sa.owner(),
                sa.proposal().toString(),
                sa.association().startedAt(),
                sa.establishedAt(),
                sa.expiresAt(),
                null,
                session.children().stream().map(StatusReport::child).toList()));
    }

    private static String state(IsakmpSa sa) {
        return switch (sa.configuration().stage()) {
            case USER -> "awaiting-user";
            case ADDRESS -> "awaiting-address";
            case OPEN -> "established";
        };
    }

    private static SessionStatus.Child child(ChildSa child) {
        return child(child, child.removeAt() != null ? "replaced" : child.isInstalled() ? "installed" : "installing");
    }

    private static SessionStatus.Child child(ChildSa child, String state) {
        return new SessionStatus.Child(
                state,
                child.protocol(),
                child.transform().toString(),
                String.format("%08x", child.inboundSpi()),
                String.format("%08x", child.outboundSpi()),
                child.local().toString(),
                child.remote().toString(),
                child.installedAt());
    }
}
