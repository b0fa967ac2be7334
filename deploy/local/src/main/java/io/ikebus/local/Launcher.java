package io.ikebus.local;

import io.ikebus.local.backup.BackupFailure;
import io.ikebus.local.bench.BenchFailure;
import io.ikebus.local.demo.DemoFailure;
import io.ikebus.local.stack.StackFailure;
import java.io.File;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** All commands. */
@Command(
        name = "ikebus",
        mixinStandardHelpOptions = true,
        version = "ikebus 0.1.0",
        description = "An event-driven Internet Key Exchange control plane, on this machine.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            TestCommand.class,
            BenchCommand.class,
            VaultCommand.class,
            HelpCommand.class
        })
public final class Launcher implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Runs one command and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        forgetOwnCopies();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Launcher())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((fault, command, parsed) -> {
                    tell(fault, command);
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }

    /** {@code ./ikebus} has copied our jars for this run alone. */
    private static void forgetOwnCopies() {
        File own = new File(System.getProperty("ikebus.own", ""));
        File[] jars = own.listFiles();
        // Deleted in reverse order: the directory, named first, goes last.
        own.deleteOnExit();
        if (jars != null) {
            Arrays.stream(jars).forEach(File::deleteOnExit);
        }
    }

    private static void tell(Exception fault, CommandLine command) {
        if (fault instanceof StackFailure
                || fault instanceof DemoFailure
                || fault instanceof BenchFailure
                || fault instanceof BackupFailure) {
            command.getErr().println("\nikebus: " + fault.getMessage());
        } else {
            command.getErr().println("\nikebus: this should not happen; please report it with these lines:");
            fault.printStackTrace(command.getErr());
        }
        command.getErr().flush();
    }
}
