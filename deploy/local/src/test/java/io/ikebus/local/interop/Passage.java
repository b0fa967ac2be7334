package io.ikebus.local.interop;

import java.util.ArrayList;
import java.util.List;

/**
 * What the router between the two ends makes of addresses. Each translation has public addresses of its own: the router
 * remembers what it has translated, and must not mistake one for another.
 *
 * @param peerSeen where we find the peer
 * @param usSeen where the peer finds us
 */
enum Passage {
    DIRECT(Site.PEER_ADDRESS, Site.OUR_ADDRESS.toString()),
    PEER_BEHIND_NAT("10.99.1.11", Site.OUR_ADDRESS.toString()),
    US_BEHIND_NAT(Site.PEER_ADDRESS, "10.99.2.12"),
    BOTH_BEHIND_NAT("10.99.1.13", "10.99.2.13");

    private static final List<String> IPTABLES = List.of("iptables-legacy", "-w", "-t", "nat");

    private final String peerSeen;
    private final String usSeen;

    Passage(String peerSeen, String usSeen) {
        this.peerSeen = peerSeen;
        this.usSeen = usSeen;
    }

    String peerSeen() {
        return peerSeen;
    }

    String usSeen() {
        return usSeen;
    }

    /** Whether packets must travel inside UDP. */
    boolean translates() {
        return this != DIRECT;
    }

    /** Commands for the router: interfaces {@code inside}, towards us, and {@code outside}. */
    List<List<String>> rules() {
        List<List<String>> rules = new ArrayList<>();
        if (!peerSeen.equals(Site.PEER_ADDRESS)) {
            translate(rules, "inside", peerSeen, Site.PEER_ADDRESS);
        }
        if (!usSeen.equals(Site.OUR_ADDRESS.toString())) {
            translate(rules, "outside", usSeen, Site.OUR_ADDRESS.toString());
        }
        return rules;
    }

    static List<List<String>> removal() {
        return List.of(with("-F", "PREROUTING"), with("-F", "POSTROUTING"));
    }

    /** Whoever is {@code hidden} is seen at {@code shown} on this interface, and from another port. */
    private static void translate(List<List<String>> rules, String face, String shown, String hidden) {
        rules.add(List.of("ip", "addr", "replace", shown + "/24", "dev", face));
        rules.add(with(
                "-A", "POSTROUTING", "-o", face, "-p", "udp", "-j", "SNAT", "--to-source", shown + ":20000-29999"));
        for (String port : List.of("500", "4500")) {
            rules.add(with(
                    "-A",
                    "PREROUTING",
                    "-i",
                    face,
                    "-d",
                    shown,
                    "-p",
                    "udp",
                    "--dport",
                    port,
                    "-j",
                    "DNAT",
                    "--to",
                    hidden));
        }
    }

    private static List<String> with(String... words) {
        List<String> all = new ArrayList<>(IPTABLES);
        all.addAll(List.of(words));
        return all;
    }
}
