package io.ikebus.local.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One thing that is tried, by name.
 *
 * @param daemon whose it is, at the other end
 */
record Trial(String name, Daemon daemon, Consumer<Scenario> trial) {

    /**
     * In their order: a router that translates addresses remembers that for a while, so what goes directly comes first;
     * what looks back at all of it comes last.
     */
    static List<Trial> all() {
        List<Trial> all = new ArrayList<>();
        for (Check check : Check.values()) {
            if (!check.looksBack()) {
                all.add(of(check));
            }
        }
        for (Row row : Row.values()) {
            if (row.terms().access().peerCanInitiate()) {
                all.add(new Trial(name(row, false), row.daemon(), scenario -> scenario.run(row, false)));
            }
            if (row.terms().access().weCanInitiate()) {
                all.add(new Trial(name(row, true), row.daemon(), scenario -> scenario.run(row, true)));
            }
        }
        for (Check check : Check.values()) {
            if (check.looksBack()) {
                all.add(of(check));
            }
        }
        return all;
    }

    static String name(Row row, boolean weInitiate) {
        return row + (weInitiate ? ".WE_INITIATE" : ".PEER_INITIATES");
    }

    private static Trial of(Check check) {
        return new Trial(check.name(), Daemon.STRONGSWAN, scenario -> scenario.run(check));
    }

    void in(Scenario scenario) {
        trial.accept(scenario);
    }
}
