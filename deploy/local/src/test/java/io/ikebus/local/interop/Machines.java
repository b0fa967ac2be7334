package io.ikebus.local.interop;

import io.ikebus.testkit.process.Completed;
import io.ikebus.testkit.vm.KernelVm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two machines that run at the same time, each with all of ikebus and all peers, and each with a part of the trials: one
 * has a single processor and would take twice as long. What looks back at the others is tried on both.
 */
final class Machines {
    private static final Duration PATIENCE = Duration.ofMinutes(35);
    private static final int COUNT = 2;
    /** The first machine has the checks, which take longer than a row; so it has one row of three. */
    private static final int ROWS_IN_TURN = 3;

    /**
     * @param results by the name of the trial; of one that both have tried, the worse
     * @param endings how each machine ended
     */
    record Ran(Map<String, Result> results, List<String> endings) {}

    private final Path home;
    private final Path logs;

    /** @param home the repository, whose services have been built */
    Machines(Path home, Path logs) {
        this.home = home;
        this.logs = logs;
    }

    /** Returns when both have ended. */
    Ran run(Set<String> wanted) {
        List<CompletableFuture<Completed>> running = new ArrayList<>();
        for (int machine = 0; machine < COUNT; machine++) {
            List<String> share = share(machine, wanted);
            if (!share.isEmpty()) {
                Path folder = logs.resolve("machine-" + (machine + 1));
                // On few processors the common pool would run one after the other.
                KeyPlace masterKey = KeyPlace.of(machine);
                running.add(CompletableFuture.supplyAsync(
                        () -> boot(folder, masterKey, share), Thread::startVirtualThread));
            }
        }
        Map<String, Result> results = new HashMap<>();
        List<String> endings = new ArrayList<>();
        for (CompletableFuture<Completed> machine : running) {
            Completed completed = machine.join();
            System.out.print(completed.output());
            endings.add("ended with " + completed.status());
            Result.read(completed.output()).forEach((name, result) -> results.merge(name, result, Machines::worse));
        }
        return new Ran(results, endings);
    }

    private static Result worse(Result one, Result other) {
        return one instanceof Result.Passed ? other : one;
    }

    /** Names of the trials of a machine, all that are wanted. */
    private static List<String> share(int machine, Set<String> wanted) {
        Stream<String> checks = Stream.of(Check.values())
                .filter(check -> check.looksBack() || machine == 0)
                .map(Check::name);
        Stream<String> rows = IntStream.range(0, Row.values().length)
                .filter(i -> (i % ROWS_IN_TURN == 0) == (machine == 0))
                .mapToObj(i -> Row.values()[i])
                .flatMap(row -> Stream.of(Trial.name(row, false), Trial.name(row, true)));
        return Stream.concat(checks, rows)
                .filter(name -> wanted.isEmpty() || wanted.contains(name))
                .toList();
    }

    private Completed boot(Path folder, KeyPlace masterKey, List<String> trials) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx640m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                masterKey.argument(),
                "-cp",
                System.getProperty("java.class.path"),
                InteropRun.class.getName(),
                home.toString(),
                folder.toString()));
        command.addAll(trials);
        return KernelVm.uml().within(PATIENCE).writing(folder).run(command.toArray(String[]::new));
    }
}
