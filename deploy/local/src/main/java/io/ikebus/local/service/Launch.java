package io.ikebus.local.service;

import io.ikebus.local.child.ChildCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that runs a built service. Its configuration is a file below its working directory. */
public final class Launch {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private Launch() {}

    /** The text of {@code config/application.properties} below the service's working directory. */
    public static String configuration(ServicePlan plan) {
        return PropertiesFile.text(plan.properties());
    }

    /**
     * @param application the directory with {@code quarkus-run.jar}
     * @param brief whether the service lives for a minute: then code is compiled once and quickly, which halves what a
     *     start costs
     */
    public static ChildCommand command(
            ServicePlan plan, Path application, Path workingDirectory, Path log, boolean brief) {
        List<String> arguments = new ArrayList<>();
        arguments.add(JAVA.toString());
        arguments.add("-Xmx" + plan.kind().heap());
        // One small heap beside six others on few cores: the collector with the fewest threads.
        arguments.add("-XX:+UseSerialGC");
        arguments.add("-XX:+ExitOnOutOfMemoryError");
        if (brief) {
            arguments.add("-XX:TieredStopAtLevel=1");
        }
        // Netty's native sockets; netlink through java.lang.foreign.
        arguments.add("--enable-native-access=ALL-UNNAMED");
        arguments.add("--sun-misc-unsafe-memory-access=allow");
        arguments.add("-jar");
        arguments.add(application.resolve("quarkus-run.jar").toString());
        return new ChildCommand(plan.name(), arguments, workingDirectory, log);
    }
}
