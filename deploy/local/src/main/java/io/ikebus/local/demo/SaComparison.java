package io.ikebus.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.local.api.Answer;
import io.ikebus.local.api.Api;
import io.ikebus.local.service.ServiceKind;
import io.ikebus.local.stack.StackState;
import io.ikebus.local.terminal.Screen;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Shows what each end holds, and whether both hold the same keys. */
final class SaComparison {

    private static final int CHALLENGE_OCTETS = 32;
    private static final int SAS_OF_A_TUNNEL = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final StackState stack;
    private final Api api;
    private final Screen screen;
    private final String cookie;
    private final String challenge;

    /** @param cookie of the initiator, hex: part of the session's name at both ends */
    SaComparison(StackState stack, Api api, Screen screen, String cookie) {
        this.stack = stack;
        this.api = api;
        this.screen = screen;
        this.cookie = cookie;
        byte[] octets = new byte[CHALLENGE_OCTETS];
        new SecureRandom().nextBytes(octets);
        this.challenge = HexFormat.of().formatHex(octets);
    }

    /** @throws DemoFailure unless each end has an SA in either direction, with the key of its counterpart */
    void show(Site west, Site east) throws IOException {
        List<HeldSa> atWest = awaitTunnel(west);
        List<HeldSa> atEast = awaitTunnel(east);
        screen.headline("security associations");
        show(west, atWest);
        show(east, atEast);
        List<String> warnings = new ArrayList<>();
        warn(west, warnings);
        warn(east, warnings);

        screen.headline("keys, compared by a digest of a random challenge");
        List<String> faults = new ArrayList<>();
        for (HeldSa sa : atEast) {
            faults.addAll(compare(sa, atWest));
        }
        if (!faults.isEmpty()) {
            throw new DemoFailure(String.join("\n", faults));
        }
        if (!warnings.isEmpty()) {
            screen.warning(String.join("\n", warnings));
        }
    }

    /** The outbound SA of the responder follows the last message: it may be a moment late. */
    private List<HeldSa> awaitTunnel(Site site) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<HeldSa> found = held(site);
        while (found.size() < SAS_OF_A_TUNNEL && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            found = held(site);
        }
        boolean both = found.size() == SAS_OF_A_TUNNEL
                && found.getFirst().isInbound() != found.getLast().isInbound();
        if (!both) {
            throw new DemoFailure("the agent of " + site.name() + " holds " + found.size()
                    + " SAs of this session, not one in either direction: " + found);
        }
        return found;
    }

    private List<HeldSa> held(Site site) throws IOException {
        List<HeldSa> found = new ArrayList<>();
        for (JsonNode each : get(site, "/api/v1/sas?challenge=" + challenge)) {
            HeldSa sa = HeldSa.read(each);
            if (sa.installed() && sa.session().endsWith("/" + cookie)) {
                found.add(sa);
            }
        }
        return found;
    }

    private void show(Site site, List<HeldSa> sas) {
        for (HeldSa sa : sas) {
            screen.line("  %-5s %-8s %s %s  %s -> %s  %s %s"
                    .formatted(
                            site.name(),
                            sa.isInbound() ? "inbound" : "outbound",
                            sa.protocol(),
                            sa.spi(),
                            sa.source(),
                            sa.destination(),
                            sa.algorithms(),
                            sa.mode()));
            screen.line("  %14s for %s".formatted("", sa.selectors()));
        }
    }

    private void warn(Site site, List<String> warnings) throws IOException {
        JsonNode status = get(site, "/api/v1/status");
        screen.line("  %-5s backend %s: %s"
                .formatted(
                        site.name(),
                        status.path("backend").asText(),
                        status.path("reason").asText()));
        if (status.hasNonNull("warning")) {
            warnings.add(site.name() + ": " + status.path("warning").asText());
        }
    }

    private List<String> compare(HeldSa sa, List<HeldSa> others) {
        String name = sa.protocol() + " " + sa.spi();
        List<String> counterparts =
                others.stream().filter(sa::isOtherEndOf).map(HeldSa::keyDigest).toList();
        if (counterparts.size() != 1 || sa.keyDigest().isEmpty()) {
            return List.of("the other end does not hold " + name + ", or no digest of its key can be had");
        }
        if (!counterparts.getFirst().equals(sa.keyDigest())) {
            return List.of("the ends have different keys for " + name);
        }
        screen.line("  " + name + "  " + sa.keyDigest() + " at both ends");
        return List.of();
    }

    private JsonNode get(Site site, String path) throws IOException {
        String url = stack.service(ServiceKind.AGENT, site.name()).url() + path;
        Answer answer = api.get(url);
        if (!answer.isOk()) {
            throw new DemoFailure("GET " + url + ": " + answer.sentence());
        }
        return answer.body();
    }
}
