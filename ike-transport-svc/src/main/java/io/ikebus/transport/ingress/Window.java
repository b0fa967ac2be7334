package io.ikebus.transport.ingress;

import java.util.concurrent.atomic.AtomicInteger;

/** How many datagrams may be on their way; strangers get three quarters of it. Thread-safe. */
final class Window {
    private final int size;
    private final int forStrangers;
    private final AtomicInteger inside = new AtomicInteger();

    Window(int size) {
        this.size = size;
        this.forStrangers = Math.max(1, size * 3 / 4);
    }

    /** False if there is no room. */
    boolean enter(boolean stranger) {
        int limit = stranger ? forStrangers : size;
        int now = inside.get();
        while (now < limit) {
            if (inside.compareAndSet(now, now + 1)) {
                return true;
            }
            now = inside.get();
        }
        return false;
    }

    void leave() {
        inside.decrementAndGet();
    }

    int inside() {
        return inside.get();
    }
}
