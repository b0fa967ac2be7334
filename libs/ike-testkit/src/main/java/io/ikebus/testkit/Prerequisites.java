package io.ikebus.testkit;

import io.ikebus.testkit.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what this machine lacks: the reason of a skipped test, and what {@code ./ikebus test} tells its caller. */
public final class Prerequisites {

    /** Where the bed's {@code libreswan} unpacks it. */
    private static final Path PLUTO = Path.of("/var/cache/ikebus/libreswan/usr/libexec/ipsec/pluto");

    private Prerequisites() {}

    /** Empty if all is there; else what is not, with the line that installs it. */
    public static Optional<String> missing(Prerequisite... wanted) {
        String packages = String.join(" ", missingPackages(wanted));
        Stream<String> install = packages.isEmpty()
                ? Stream.empty()
                : Stream.of("packages are missing: apt-get install --no-install-recommends " + packages);
        String lacks = Stream.concat(
                        Arrays.stream(wanted).distinct().flatMap(prerequisite -> lack(prerequisite).stream()), install)
                .collect(Collectors.joining("; "));
        return lacks.isEmpty() ? Optional.empty() : Optional.of(lacks);
    }

    /** The Debian packages that would bring what is not there. */
    public static List<String> missingPackages(Prerequisite... wanted) {
        return Arrays.stream(wanted)
                .flatMap(prerequisite -> prerequisite.programs().stream())
                .filter(program -> !program.isPresent())
                .flatMap(program -> Arrays.stream(program.debian().split(" ", -1)))
                .distinct()
                .toList();
    }

    /** What no package brings. */
    private static Optional<String> lack(Prerequisite prerequisite) {
        return switch (prerequisite) {
            case ROOT -> isRoot() ? Optional.empty() : Optional.of("this must run as root");
            case KERNEL_ESP ->
                takesEsp()
                        ? Optional.empty()
                        : Optional.of("this kernel takes no ESP security association: run this under kernel-vm");
            case LIBRESWAN ->
                Files.isExecutable(PLUTO)
                        ? Optional.empty()
                        : Optional.of("this machine has no libreswan: libs/ike-testkit/src/main/bed/libreswan unpack");
            case NAMESPACES, PING, TCPDUMP, IPTABLES, STRONGSWAN, UML, SOFT_TOKEN -> Optional.empty();
        };
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Tries, in a network namespace that ends with the command; the key is nobody's. */
    private static boolean takesEsp() {
        return isRoot()
                && Program.IP.isPresent()
                && Command.of(("unshare -n ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 256 mode tunnel "
                                        + "aead rfc4106(gcm(aes)) 0x" + "11".repeat(20) + " 128")
                                .split(" ", -1))
                        .run()
                        .succeeded();
    }
}
