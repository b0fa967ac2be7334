package io.ikebus.local.stack;

import java.nio.file.Path;

/**
 * Where everything is.
 *
 * @param root the stack's directory, absolute
 * @param data what a stack can take over from the one before: broker, database, secrets that belong to them
 */
record Layout(Path root, Path data) {

    static Layout of(StackOptions options) {
        Path root = options.directory().toAbsolutePath().normalize();
        return new Layout(root, root.resolve(options.keepData() ? "data" : "data-for-once"));
    }

    static Path stateFile(Path root) {
        return root.resolve("stack.json");
    }

    static Path lockFile(Path root) {
        return root.resolve("lock");
    }

    Path pki() {
        return root.resolve("pki");
    }

    Path operatorToken() {
        return root.resolve("operator.token");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** The built service as this stack runs it. */
    Path application(String module) {
        return root.resolve("app").resolve(module);
    }

    /** Working directory of a service; its configuration stands in {@code config} below. */
    Path service(String name) {
        return root.resolve("services").resolve(name);
    }

    Path secret(String name) {
        return data.resolve("secrets").resolve(name);
    }
}
