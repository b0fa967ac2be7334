package io.ikebus.negotiator.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.engine.Input;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.LeaseRequest;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The part of the topology that grants addresses. */
class LeaseProcessorTest {
    private static final SessionKey ONE = SessionKey.parse("east/0000000000000001");
    private static final SessionKey OTHER = SessionKey.parse("east/0000000000000002");

    private final ShellHarness shell = new ShellHarness();

    @AfterEach
    void close() {
        shell.close();
    }

    private void request(LeaseRequest request) {
        shell.pipe(Topics.LEASES, request.session().toString(), BusJson.write(request));
    }

    private void claim(SessionKey session) {
        shell.engine.thenLeave();
        request(new LeaseRequest.Claim(
                1, session, session.toString(), List.of(IpPrefix.parse("10.9.0.1/32")), ShellHarness.START));
    }

    /** What sessions have been told. */
    private List<IkeCommand> orders() {
        return shell.engine.inputs.stream()
                .map(Input.CommandReceived.class::cast)
                .map(Input.CommandReceived::command)
                .toList();
    }

    private static IkeCommand lease(SessionKey session, @Nullable IpAddress address) {
        return new IkeCommand.Lease(1, session, address, ShellHarness.START);
    }

    @Test
    void theSessionIsToldItsAddressAndTheNextOneThatThereIsNone() {
        claim(ONE);
        claim(OTHER);

        assertThat(orders()).containsExactly(lease(ONE, IpAddress.parse("10.9.0.1")), lease(OTHER, null));
    }

    @Test
    void whatIsReleasedIsGrantedAgain() {
        claim(ONE);
        request(new LeaseRequest.Release(1, ONE, ShellHarness.START));
        claim(OTHER);

        assertThat(orders()).last().isEqualTo(lease(OTHER, IpAddress.parse("10.9.0.1")));
    }

    @Test
    void garbageIsCountedAndSteppedOver() {
        shell.pipe(Topics.LEASES, "east/1", "{\"kind\":\"claim\"}".getBytes(StandardCharsets.UTF_8));
        shell.pipe(Topics.LEASES, "east/1", null);
        claim(ONE);

        assertThat(shell.counted("garbage-lease")).isEqualTo(1);
        assertThat(shell.counted("garbage-empty")).isEqualTo(1);
        assertThat(orders()).hasSize(1);
    }
}
