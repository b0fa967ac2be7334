package io.ikebus.local.verification;

import io.ikebus.local.terminal.Screen;
import io.ikebus.testkit.Prerequisite;
import io.ikebus.testkit.Prerequisites;
import io.ikebus.testkit.bed.BedTool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Brings the Debian packages of the bed onto the machine, or says which line would. */
final class Packages {

    private static final Map<String, String> QUIETLY = Map.of("DEBIAN_FRONTEND", "noninteractive");

    private Packages() {}

    /** Tests whose packages cannot be had skip and say so: a failure here is not one of the verification. */
    static void bring(Screen screen, Programs programs) {
        bringDebian(screen, programs);
        bringLibreswan(screen, programs);
    }

    /** Unpacked beside strongSwan, whose packages its own conflict with. */
    private static void bringLibreswan(Screen screen, Programs programs) {
        if (Prerequisites.missing(Prerequisite.LIBRESWAN).isEmpty()
                || Prerequisites.missing(Prerequisite.ROOT).isPresent()) {
            return;
        }
        screen.line("  libreswan, unpacked into a folder of its own");
        if (programs.run(List.of(BedTool.LIBRESWAN.path().toString(), "unpack"), QUIETLY, screen::line) != 0) {
            screen.warning("libreswan could not be had; tests that need it will be skipped");
        }
    }

    private static void bringDebian(Screen screen, Programs programs) {
        List<String> missing = Prerequisites.missingPackages(Prerequisite.values());
        if (missing.isEmpty()) {
            screen.line("  all packages are here");
            return;
        }
        List<String> install = new ArrayList<>(List.of("apt-get", "install", "-y", "--no-install-recommends"));
        install.addAll(missing);
        String line = String.join(" ", install);
        if (Prerequisites.missing(Prerequisite.ROOT).isPresent()) {
            screen.line("  missing, and installed only by root: " + line);
            return;
        }
        screen.line("  " + line);
        if (programs.run(install, QUIETLY, screen::line) != 0
                && (programs.run(List.of("apt-get", "update"), QUIETLY, screen::line) != 0
                        || programs.run(install, QUIETLY, screen::line) != 0)) {
            screen.warning("the packages could not be installed; tests that need them will be skipped");
        }
    }
}
