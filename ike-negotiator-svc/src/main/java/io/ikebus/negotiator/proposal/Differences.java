package io.ikebus.negotiator.proposal;

import java.util.ArrayList;
import java.util.List;

/** Collects in words where an offered transform and an allowed proposal differ. */
final class Differences {
    private final List<String> found;

    /** @param flaws of the offered transform itself, which come first */
    Differences(List<String> flaws) {
        this.found = new ArrayList<>(flaws);
    }

    Differences between(String what, String offered, String allowed) {
        if (!offered.equals(allowed)) {
            found.add(what + ": " + offered + " offered, " + allowed + " allowed");
        }
        return this;
    }

    List<String> found() {
        return List.copyOf(found);
    }
}
