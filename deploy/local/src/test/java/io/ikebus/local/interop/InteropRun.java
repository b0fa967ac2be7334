package io.ikebus.local.interop;

import io.ikebus.local.api.Api;
import io.ikebus.testkit.files.Directories;
import io.ikebus.testkit.pki.IssuedCertificate;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The program inside the machine: starts everything, runs the checks, prints a line for each, as
 * {@link Result} has it. Needs root and a kernel with ESP, and takes this machine's routes for its own: not for a machine
 * that is used for anything else.
 */
public final class InteropRun {

    private InteropRun() {}

    /** @param arguments the repository, a directory for logs, and the names of trials: none for all */
    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        Path output = Directories.make(Path.of(arguments[1]));
        Set<String> wanted = Set.copyOf(List.of(arguments).subList(2, arguments.length));
        boolean passed = new InteropRun().run(home, output, wanted);
        System.exit(passed ? 0 : 1);
    }

    private boolean run(Path home, Path output, Set<String> wanted) {
        Stopwatch watch = new Stopwatch();
        Path directory = Directories.temporary("interop");
        try (Wire wire = Wire.lay(output);
                Ground ground = new Ground(directory, KeyPlace.ofThisMachine())) {
            watch.tell("network, broker and database are there");
            IssuedCertificate launcher = ground.launcher();
            try (Api api = new Api(launcher.keystore(), launcher.trust(), ground.operatorToken());
                    BedStack stack = new BedStack(home, directory, output, ground.plans(), api);
                    PeerSide peer = new PeerSide(wire.peerNamespace());
                    LibreswanSide libreswan = new LibreswanSide(wire.peerNamespace())) {
                watch.tell("strongSwan is there");
                stack.start();
                watch.tell("the services are there");
                OurSide us = new OurSide(api, stack, KeyPlace.ofThisMachine());
                us.learnPreSharedKey(Site.PRE_SHARED_KEY);
                us.learnUsers();
                Records records = new Records(ground.bootstrapServers(), launcher);
                Scenario scenario = new Scenario(wire, stack, us, peer, libreswan, records, ground.brokerData());
                try {
                    scenario.certify();
                    scenario.warmUp();
                    watch.tell("all have run once");
                    return Trial.all().stream()
                            .filter(trial -> wanted.isEmpty() || wanted.contains(trial.name()))
                            .filter(trial -> !passes(scenario, trial, watch))
                            .toList()
                            .isEmpty();
                } finally {
                    TextFile.write(output.resolve("charon.log"), peer.log());
                    TextFile.write(output.resolve("pluto.log"), libreswan.log());
                    TextFile.write(output.resolve("diary.txt"), records.diaryAsText());
                    watch.tell("ending");
                }
            }
        }
    }

    private static boolean passes(Scenario scenario, Trial trial, Stopwatch watch) {
        Optional<String> missing = trial.daemon().missing();
        if (missing.isPresent()) {
            System.out.println(new Result.NotTried(missing.get()).of(trial.name()));
            return true;
        }
        try {
            trial.in(scenario);
            System.out.println(new Result.Passed().of(trial.name()));
            return true;
        } catch (RuntimeException | AssertionError e) {
            System.out.println(new Result.Failed(oneLine(e)).of(trial.name()));
            e.printStackTrace(System.err);
            clear(scenario);
            return false;
        } finally {
            watch.tell(trial.name());
        }
    }

    /** So that the next check begins with nothing there. */
    private static void clear(Scenario scenario) {
        try {
            scenario.clear();
        } catch (RuntimeException e) {
            System.out.println("what it has left stays: " + oneLine(e));
        }
    }

    private static String oneLine(Throwable e) {
        return String.join(
                " | ",
                String.valueOf(e.getMessage())
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList());
    }
}
