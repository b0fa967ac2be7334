package io.ikebus.testkit.net;

import io.ikebus.testkit.exit.AtExit;
import io.ikebus.testkit.process.Command;
import io.ikebus.testkit.process.Completed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Linux network namespaces for one test, each with its loopback up; needs root.
 *
 * <p>They are called by a label here, and by a name that nobody else on the machine has elsewhere. Closing ends the
 * processes that still run in them and removes them with their wires; so does the end of the JVM.
 */
public final class Namespaces implements AutoCloseable {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final Map<String, String> names = new LinkedHashMap<>();
    private final AtExit atExit = AtExit.run(this::remove);

    private Namespaces() {}

    public static Namespaces create(String... labels) {
        Namespaces namespaces = new Namespaces();
        String prefix = "ikebus-" + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet() + "-";
        try {
            for (String label : labels) {
                namespaces.add(label, prefix + label);
            }
            return namespaces;
        } catch (RuntimeException e) {
            namespaces.close();
            throw e;
        }
    }

    /** The name by which {@code ip netns} knows it. */
    public String name(String label) {
        String name = names.get(label);
        if (name == null) {
            throw new IllegalArgumentException("there is no namespace " + label + " among " + names.keySet());
        }
        return name;
    }

    /** Lays a veth pair between two namespaces. */
    public void wire(WireEnd one, WireEnd other) {
        ip("link", "add", "name", one.device(), "netns", name(one.namespace()), "type", "veth", "peer")
                .plus("name", other.device(), "netns", name(other.namespace()))
                .run();
        raise(one);
        raise(other);
    }

    /** A network behind the namespace: an address on an interface of its own, whose other end goes nowhere. */
    public void network(String label, String device, String address) {
        in(label, "link", "add", "name", device, "type", "veth", "peer", "name", device + "-end")
                .run();
        raise(new WireEnd(label, device, address));
        in(label, "link", "set", "dev", device + "-end", "up").run();
    }

    /** A route, such as {@code ("west", "default", "192.0.2.1")}. */
    public void route(String label, String destination, String gateway) {
        in(label, "route", "add", destination, "via", gateway).run();
    }

    /** The words that run a command inside. */
    public List<String> inside(String label, String... command) {
        return inside(label, List.of(command));
    }

    public List<String> inside(String label, List<String> command) {
        return Stream.concat(Stream.of("ip", "netns", "exec", name(label)), command.stream())
                .toList();
    }

    /** Runs a command inside, to its end, for at most a minute. */
    public Completed run(String label, String... command) {
        return Command.of(inside(label, command)).run();
    }

    @Override
    public void close() {
        atExit.cancel();
        remove();
    }

    private void add(String label, String name) {
        ip("netns", "add", name).run();
        names.put(label, name);
        in(label, "link", "set", "lo", "up").run();
    }

    private void raise(WireEnd end) {
        IpCommand address = in(end.namespace(), "addr", "add", end.address(), "dev", end.device());
        // An IPv6 address could not be used before the kernel has looked for duplicates.
        (end.address().contains(":") ? address.plus("nodad") : address).run();
        in(end.namespace(), "link", "set", "dev", end.device(), "up").run();
    }

    private synchronized void remove() {
        List<String> kept = new ArrayList<>();
        names.values().forEach(name -> {
            Command.of("ip", "netns", "pids", name).run().output().lines().forEach(Namespaces::kill);
            Completed removal = Command.of("ip", "netns", "delete", name).run();
            if (!removal.succeeded()) {
                kept.add(removal.toString());
            }
        });
        names.clear();
        if (!kept.isEmpty()) {
            throw new IllegalStateException("network namespaces are left: " + kept);
        }
    }

    private static void kill(String pid) {
        ProcessHandle.of(Long.parseLong(pid.strip())).ifPresent(ProcessHandle::destroyForcibly);
    }

    private IpCommand in(String label, String... words) {
        return ip("-n", name(label)).plus(words);
    }

    private static IpCommand ip(String... words) {
        return new IpCommand(List.of("ip")).plus(words);
    }

    private record IpCommand(List<String> words) {

        IpCommand plus(String... more) {
            return new IpCommand(Stream.concat(words.stream(), Stream.of(more)).toList());
        }

        void run() {
            Command.of(words).run().orThrow();
        }
    }
}
