package io.ikebus.local.vault;

import io.ikebus.local.api.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two who never stop asking: one for the SKEYID of connection {@code c0}, one for new credentials {@code n0}, {@code
 * n1}, ... , each with a secret of its own. From {@link #start} to {@link #close}.
 */
final class Callers implements AutoCloseable {
    /** What became of a change. */
    enum Fate {
        DONE,
        /** 503, with a problem that says so. */
        REFUSED,
        /** No answer that could be read. */
        UNKNOWN
    }

    private final LoneVault vault;
    private final String expected;
    private final AtomicInteger used = new AtomicInteger();
    private final ConcurrentMap<String, Fate> changes = new ConcurrentHashMap<>();
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> threads;
    private volatile boolean ending;

    private Callers(LoneVault vault) throws IOException {
        this.vault = vault;
        this.expected = vault.skeyid("c0");
        used.incrementAndGet();
        this.threads = List.of(
                Thread.ofPlatform().name("uses").unstarted(this::use),
                Thread.ofPlatform().name("changes").unstarted(this::change));
    }

    /** @param vault has the credential {@code c0} */
    static Callers start(LoneVault vault) throws IOException {
        Callers callers = new Callers(vault);
        callers.threads.forEach(Thread::start);
        return callers;
    }

    static String secret(String name) {
        return "a secret of " + name;
    }

    private void use() {
        while (!ending) {
            try {
                String answer = vault.skeyid("c0");
                if (answer.equals(expected)) {
                    used.incrementAndGet();
                } else {
                    faults.add("a SKEYID: " + answer);
                }
            } catch (IOException e) {
                faults.add("a SKEYID: " + e);
            }
        }
    }

    private void change() {
        for (int i = 0; !ending; i++) {
            String name = "n" + i;
            changes.put(name, put(name));
        }
    }

    private Fate put(String name) {
        try {
            Answer answer = vault.api()
                    .put(
                            vault.url() + "/api/v1/credentials/" + name,
                            Map.of("type", "psk", "secret", secret(name), "connections", List.of(name)));
            if (answer.isOk()) {
                return Fate.DONE;
            }
            String type = answer.body().path("type").asText();
            if (answer.status() != 503 || !type.equals("urn:ikebus:problem:unavailable")) {
                faults.add("a change: " + answer.sentence());
            }
            return Fate.REFUSED;
        } catch (IOException e) {
            return Fate.UNKNOWN;
        }
    }

    /** SKEYIDs that were answered, each with the right one. */
    int used() {
        return used.get();
    }

    int count(Fate fate) {
        return (int) changes.values().stream().filter(fate::equals).count();
    }

    Map<String, Fate> changes() {
        return Map.copyOf(changes);
    }

    /** Answers that no vault should give. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() {
        ending = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
