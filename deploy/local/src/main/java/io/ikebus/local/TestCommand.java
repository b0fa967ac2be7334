package io.ikebus.local;

import io.ikebus.local.terminal.Screen;
import io.ikebus.local.verification.Verification;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Run every test: unit and integration, the bed with real peers and kernels, the demo.",
            "Installs missing Debian packages where it runs as root."
        })
final class TestCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return new Verification(Place.home(), new Screen(System.out)).run() ? 0 : 1;
    }
}
