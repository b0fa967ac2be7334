package io.ikebus.negotiator.session;

import io.ikebus.negotiator.connection.Connection.Selector;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.SaTransform;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pair of IPsec SAs that one Quick Mode agreed on.
 *
 * @param child its name within the connection
 * @param inboundSpi chosen by us
 * @param outboundSpi chosen by the peer
 * @param inbound how far the SA towards us has come
 * @param outbound how far the SA towards the peer has come
 * @param renewing whether a Quick Mode that is to replace it has been started
 * @param removeAt when it goes, since another one has replaced it
 * @param path of its packets; the ISAKMP SA may have moved on since
 * @param startedAt when message 1 of its Quick Mode was sent or came
 * @param course what is still to be done with it
 */
public record ChildSa(
        String child,
        IpsecProtocol protocol,
        SaTransform transform,
        boolean extendedSequenceNumbers,
        Selector local,
        Selector remote,
        long inboundSpi,
        long outboundSpi,
        long lifetimeSeconds,
        long lifetimeBytes,
        boolean initiator,
        Progress inbound,
        Progress outbound,
        boolean renewing,
        @Nullable Instant installedAt,
        @Nullable Instant removeAt,
        Path path,
        @Nullable Instant startedAt,
        Course course) {
    public ChildSa {
        // Child SAs that an older version has stored have none, nor do they say when they were begun.
        course = orNone(course);
    }

    private static Course orNone(@Nullable Course course) {
        return course == null ? Course.NONE : course;
    }

    /** Of one SA between us and the agent. */
    public enum Progress {
        NOT_ORDERED,
        ORDERED,
        INSTALLED
    }

    public boolean isInstalled() {
        return inbound == Progress.INSTALLED && outbound == Progress.INSTALLED;
    }

    public ChildSa withInbound(Progress progress) {
        return with(progress, outbound, renewing, installedAt, removeAt);
    }

    public ChildSa withOutbound(Progress progress) {
        return with(inbound, progress, renewing, installedAt, removeAt);
    }

    public ChildSa installedAt(Instant at) {
        return with(inbound, outbound, renewing, at, removeAt);
    }

    public ChildSa beingRenewed(boolean underWay) {
        return with(inbound, outbound, underWay, installedAt, removeAt);
    }

    /** Another one takes its place. */
    public ChildSa retiring(@Nullable Instant quietAt, Instant at) {
        return with(inbound, outbound, false, installedAt, at).with(new Course(null, quietAt));
    }

    /** It stays after all. */
    public ChildSa revived() {
        return with(inbound, outbound, renewing, installedAt, null).with(Course.NONE);
    }

    public ChildSa renewedAt(@Nullable Instant at) {
        return with(new Course(at, course.quietAt()));
    }

    public ChildSa quiet() {
        return with(new Course(course.renewAt(), null));
    }

    /** When something happens to it by itself. */
    Optional<Instant> deadline() {
        return Stream.of(Optional.ofNullable(removeAt), course.deadline())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private ChildSa with(Course next) {
        return new ChildSa(
                child,
                protocol,
                transform,
                extendedSequenceNumbers,
                local,
                remote,
                inboundSpi,
                outboundSpi,
                lifetimeSeconds,
                lifetimeBytes,
                initiator,
                inbound,
                outbound,
                renewing,
                installedAt,
                removeAt,
                path,
                startedAt,
                next);
    }

    private ChildSa with(
            Progress in, Progress out, boolean underWay, @Nullable Instant installed, @Nullable Instant remove) {
        return new ChildSa(
                child,
                protocol,
                transform,
                extendedSequenceNumbers,
                local,
                remote,
                inboundSpi,
                outboundSpi,
                lifetimeSeconds,
                lifetimeBytes,
                initiator,
                in,
                out,
                underWay,
                installed,
                remove,
                path,
                startedAt,
                course);
    }
}
