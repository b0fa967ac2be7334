package io.ikebus.local;

import io.ikebus.local.stack.StackOptions;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that starts a stack. */
final class StackArguments {

    private static final Pattern ADDRESS_BASE =
            Pattern.compile("127\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    private static final int LARGEST_PORT = 0xffff;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Option(
            names = "--base-port",
            paramLabel = "PORT",
            description = "First of the TCP ports on 127.0.0.1. Default: free ones are found.")
    private @Nullable Integer basePort;

    @Option(
            names = "--address-base",
            paramLabel = "127.B.C",
            description = "East is 127.B.C.1 and west 127.B.C.2. Default: 127.0.77, or the next that is free.")
    private @Nullable String addressBase;

    @Option(
            names = "--ike-port",
            paramLabel = "PORT",
            description = "UDP port of IKE. Default: 500; 10500 where that is for root only.")
    private @Nullable Integer ikePort;

    @Option(
            names = "--natt-port",
            paramLabel = "PORT",
            description = "UDP port of IKE behind NAT. Default: 4500; 14500 with 10500.")
    private @Nullable Integer nattPort;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "6",
            description = "Partitions of each topic that is keyed by session. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    /** @throws ParameterException if a value is out of range */
    StackOptions options(boolean keepData) {
        return options(keepData, false, Set.of());
    }

    /** For a stack in which somebody else starts some of the services. */
    StackOptions optionsWithout(Set<String> services) {
        return options(true, false, services);
    }

    /** For a stack that shows something once and ends. */
    StackOptions briefOptions() {
        return options(false, true, Set.of());
    }

    private StackOptions options(boolean keepData, boolean brief, Set<String> without) {
        require(
                addressBase == null || ADDRESS_BASE.matcher(addressBase).matches(),
                "--address-base is the first three octets of a loopback address, such as 127.0.77");
        require(partitions >= 1 && partitions <= 1000, "--partitions is 1 to 1000");
        return new StackOptions(
                Place.home(),
                place.directory(),
                keepData,
                brief,
                port("--base-port", basePort),
                Optional.ofNullable(addressBase),
                port("--ike-port", ikePort),
                port("--natt-port", nattPort),
                partitions,
                without);
    }

    private OptionalInt port(String option, @Nullable Integer value) {
        require(value == null || value >= 1 && value <= LARGEST_PORT, option + " is 1 to 65535");
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private void require(boolean holds, String sentence) {
        if (!holds) {
            throw new ParameterException(
                    Objects.requireNonNull(spec, "picocli sets it").commandLine(), sentence);
        }
    }
}
