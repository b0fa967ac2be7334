package io.ikebus.local.interop;

import io.ikebus.testkit.Prerequisite;
import io.ikebus.testkit.Prerequisites;
import java.util.Optional;

/** Whose implementation the other end is. */
enum Daemon {
    STRONGSWAN("strongSwan", Prerequisite.STRONGSWAN),
    LIBRESWAN("libreswan", Prerequisite.LIBRESWAN);

    private final String title;
    private final Prerequisite prerequisite;

    Daemon(String title, Prerequisite prerequisite) {
        this.title = title;
        this.prerequisite = prerequisite;
    }

    String title() {
        return title;
    }

    /** Why it cannot be run here, if it cannot. */
    Optional<String> missing() {
        return Prerequisites.missing(prerequisite);
    }
}
