package io.ikebus.local.demo;

import io.ikebus.local.api.Api;
import io.ikebus.local.stack.StackState;
import io.ikebus.local.terminal.Screen;
import io.ikebus.protocol.bus.DiaryEntry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The demonstration over a running stack: west opens a tunnel to east. */
public final class Demo {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final StackState stack;
    private final Screen screen;
    private final Strokes strokes;
    private final Site west;
    private final Site east;

    public Demo(StackState stack, Screen screen) {
        this.stack = stack;
        this.screen = screen;
        this.strokes = Strokes.of(System.out.charset());
        this.west = new Site(stack.gateway("west"), "10.77.2.0/24");
        this.east = new Site(stack.gateway("east"), "10.77.1.0/24");
    }

    /** @throws DemoFailure if anything that is to be shown is missing */
    public void run() {
        try (Api api = new Api(stack.keystoreFile(), stack.trustFile(), stack.tokenFile());
                Diary diary = new Diary(stack.bootstrapServers(), stack.keystoreFile(), stack.trustFile())) {
            Registration registration = new Registration(stack, api);
            long began = System.nanoTime();
            screen.headline("registering, as an operator would");
            registration.credential(east, west);
            screen.step("credential", "a random pre-shared key for both, only the vault has it", since(began));
            registration.connection(east, west);
            registration.connection(west, east);
            screen.step("connections", west.connectionTo(east) + " and " + east.connectionTo(west), since(began));

            Instant ordered = Instant.now();
            String cookie = registration.initiate(west, east);
            showLadder(diary, cookie, ordered);
            new SaComparison(stack, api, screen, cookie).show(west, east);
        } catch (IOException e) {
            throw new DemoFailure("a service does not answer: " + e);
        }
    }

    private void showLadder(Diary diary, String cookie, Instant ordered) {
        Predicate<DiaryEntry> ours =
                entry -> entry.session().initiatorCookie().hex().equals(cookie);
        List<DiaryEntry> entries = diary
                .readUntil(
                        read -> messages(read.stream().filter(ours).toList()).stream()
                                .allMatch(Message::isComplete),
                        PATIENCE)
                .stream()
                .filter(ours)
                .toList();
        List<Message> messages = messages(entries);
        screen.headline("west opens a tunnel to east: IKEv1 Main Mode, Quick Mode (milliseconds since the order)");
        new Ladder(strokes, ordered)
                .draw(west.toString(), east.toString(), messages)
                .forEach(screen::line);
        if (!messages.stream().allMatch(Message::isComplete)) {
            throw new DemoFailure("not all nine messages were seen within " + PATIENCE.toSeconds()
                    + " s; the diary of the negotiation says:\n" + told(entries));
        }
        Instant done = messages.getLast().received().orElseThrow().at();
        screen.line(String.format(
                Locale.ROOT,
                "  agreed after %.1f ms",
                Duration.between(ordered, done).toNanos() / 1e6));
    }

    private List<Message> messages(List<DiaryEntry> entries) {
        return Message.all(west.name(), east.name(), entries);
    }

    private static String told(List<DiaryEntry> entries) {
        return entries.isEmpty()
                ? "  nothing"
                : entries.stream()
                        .map(entry -> "  %s %-5s %-8s %-6s %s"
                                .formatted(
                                        entry.at(),
                                        entry.session().gateway(),
                                        entry.kind(),
                                        entry.label(),
                                        entry.text()))
                        .collect(Collectors.joining("\n"));
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
