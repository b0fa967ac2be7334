package io.ikebus.local.child;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A launcher to be killed: spawns one child, writes its number to a file, and waits. */
final class SpawningProgram {

    private SpawningProgram() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        Child child = new Spawner()
                .spawn(new ChildCommand("orphan", List.of("sleep", "300"), directory, directory.resolve("orphan.log")));
        Path fresh = Path.of(arguments[1] + ".new");
        Files.writeString(fresh, Long.toString(child.identity().pid()));
        Files.move(fresh, Path.of(arguments[1]), ATOMIC_MOVE);
        child.onExit().join();
    }
}
