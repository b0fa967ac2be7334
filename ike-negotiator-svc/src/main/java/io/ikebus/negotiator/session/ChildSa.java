package io.ikebus.negotiator.session;

import io.ikebus.negotiator.connection.Connection.Selector;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.bus.SaTransform;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pair of IPsec SAs that one Quick Mode agreed on, or a bundle of two pairs: they are made and go together.
 *
 * @param child its name within the connection
 * @param protocol of the pair; in a bundle ESP
 * @param inboundSpi chosen by us
 * @param outboundSpi chosen by the peer
 * @param inbound how far the SA towards us has come
 * @param outbound how far the SA towards the peer has come
 * @param renewing whether a Quick Mode that is to replace it has been started
 * @param removeAt when it goes, since another one has replaced it
 * @param path of its packets; the ISAKMP SA may have moved on since
 * @param startedAt when message 1 of its Quick Mode was sent or came
 * @param course what is still to be done with it
 * @param bundledAh the pair of AH around it, in a bundle
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
        Course course,
        Mode mode,
        @Nullable BundledAh bundledAh) {

    public ChildSa {
        // Child SAs that an older version has stored have none, nor do they say when they were begun, nor their mode.
        course = orNone(course);
        mode = mode == null ? Mode.TUNNEL : mode;
    }

    private static Course orNone(@Nullable Course course) {
        return course == null ? Course.NONE : course;
    }

    /** AH around ESP. */
    public record BundledAh(
            SaTransform transform, long inboundSpi, long outboundSpi, Progress inbound, Progress outbound) {
        private BundledAh with(Direction direction, Progress progress) {
            return switch (direction) {
                case INBOUND -> new BundledAh(transform, inboundSpi, outboundSpi, progress, outbound);
                case OUTBOUND -> new BundledAh(transform, inboundSpi, outboundSpi, inbound, progress);
            };
        }
    }

    /** Of one SA between us and the agent. */
    public enum Progress {
        NOT_ORDERED,
        ORDERED,
        INSTALLED
    }

    public boolean isInstalled() {
        return isInstalled(Direction.INBOUND) && isInstalled(Direction.OUTBOUND);
    }

    /** Whether all SAs of this direction are. */
    public boolean isInstalled(Direction direction) {
        return progress(direction) == Progress.INSTALLED
                && (bundledAh == null || ahProgress(bundledAh, direction) == Progress.INSTALLED);
    }

    public boolean isOrdered(Direction direction) {
        return progress(direction) != Progress.NOT_ORDERED;
    }

    private Progress progress(Direction direction) {
        return direction == Direction.INBOUND ? inbound : outbound;
    }

    private static Progress ahProgress(BundledAh ah, Direction direction) {
        return direction == Direction.INBOUND ? ah.inbound() : ah.outbound();
    }

    /** All SAs of this direction have been ordered. */
    public ChildSa ordered(Direction direction) {
        ChildSa ordered = with(protocol, direction, Progress.ORDERED);
        return bundledAh == null ? ordered : ordered.with(IpsecProtocol.AH, direction, Progress.ORDERED);
    }

    /** All SAs of this direction have been taken back. */
    public ChildSa notOrdered(Direction direction) {
        ChildSa back = with(protocol, direction, Progress.NOT_ORDERED);
        return bundledAh == null ? back : back.with(IpsecProtocol.AH, direction, Progress.NOT_ORDERED);
    }

    /** @param of the SA that is in, which in a bundle is one of two */
    public ChildSa installed(IpsecProtocol of, Direction direction) {
        return with(of, direction, Progress.INSTALLED);
    }

    private ChildSa with(IpsecProtocol of, Direction direction, Progress progress) {
        BundledAh ah = bundledAh;
        if (of != protocol) {
            return with(
                    inbound,
                    outbound,
                    renewing,
                    installedAt,
                    removeAt,
                    ah == null ? null : ah.with(direction, progress));
        }
        return direction == Direction.INBOUND
                ? with(progress, outbound, renewing, installedAt, removeAt, ah)
                : with(inbound, progress, renewing, installedAt, removeAt, ah);
    }

    /** Whether the peer calls one of its SAs towards itself so: in a bundle there are two. */
    public boolean hasOutbound(IpsecProtocol of, long spi) {
        return of == protocol ? outboundSpi == spi : bundledAh != null && bundledAh.outboundSpi() == spi;
    }

    public boolean hasInbound(IpsecProtocol of, long spi) {
        return of == protocol ? inboundSpi == spi : bundledAh != null && bundledAh.inboundSpi() == spi;
    }

    /** With other limits; of bytes 0 is none. */
    public ChildSa living(long seconds, long bytes) {
        return new ChildSa(
                child,
                protocol,
                transform,
                extendedSequenceNumbers,
                local,
                remote,
                inboundSpi,
                outboundSpi,
                seconds,
                bytes,
                initiator,
                inbound,
                outbound,
                renewing,
                installedAt,
                removeAt,
                path,
                startedAt,
                course,
                mode,
                bundledAh);
    }

    public ChildSa installedAt(Instant at) {
        return with(inbound, outbound, renewing, at, removeAt, bundledAh);
    }

    public ChildSa beingRenewed(boolean underWay) {
        return with(inbound, outbound, underWay, installedAt, removeAt, bundledAh);
    }

    /** Another one takes its place. */
    public ChildSa retiring(@Nullable Instant quietAt, Instant at) {
        return with(inbound, outbound, false, installedAt, at, bundledAh).with(new Course(null, quietAt));
    }

    /** It stays after all. */
    public ChildSa revived() {
        return with(inbound, outbound, renewing, installedAt, null, bundledAh).with(Course.NONE);
    }

    /** Only its policies are left: nothing happens to it by itself any more. */
    public ChildSa closed() {
        return notOrdered(Direction.INBOUND)
                .notOrdered(Direction.OUTBOUND)
                .beingRenewed(false)
                .revived();
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
                next,
                mode,
                bundledAh);
    }

    private ChildSa with(
            Progress in,
            Progress out,
            boolean underWay,
            @Nullable Instant installed,
            @Nullable Instant remove,
            @Nullable BundledAh ah) {
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
                course,
                mode,
                ah);
    }
}
