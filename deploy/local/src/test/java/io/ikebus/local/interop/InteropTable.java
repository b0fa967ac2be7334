package io.ikebus.local.interop;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The document {@code docs/interop.md}, made of the lines that a run has printed. */
final class InteropTable {

    private InteropTable() {}

    /** @param results by the names of trials */
    static String of(Map<String, Result> results) {
        StringBuilder text = new StringBuilder("""
                # Interoperability

                Each row is tried twice under a Linux kernel with ESP, through all of ikebus: transport, Kafka, negotiator, vault,
                agent. A ping must cross the tunnel both ways, the counters of both kernels must move, both kernels must hold the
                same keys, and a router between the two must see nothing but IKE, ESP and AH. Then the initiator deletes, and both
                kernels must be empty. The peers are strongSwan and libreswan as Debian has them. Made by `RealPeerTest`, which fails if
                this file tells anything else than its run.

                | peer | authentication | exchange | IKE | child | path | peer initiates | we initiate |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (Row row : Row.values()) {
            Terms terms = row.terms();
            text.append("| %s | %s | %s | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            row.daemon().title(),
                            terms.proof().ours() + terms.access().words(),
                            terms.aggressive() ? "Aggressive" : "Main",
                            ike(terms),
                            child(terms),
                            path(row),
                            terms.access().peerCanInitiate()
                                    ? result(results, Trial.name(row, false))
                                    : "the peer cannot",
                            terms.access().weCanInitiate()
                                    ? result(results, Trial.name(row, true))
                                    : "the peer cannot"));
        }
        text.append("""

                "The peer cannot": strongSwan knows hybrid authentication only with the user as initiator, and as initiator that
                is to be asked for its address it does not wait with Quick Mode until it has one.


                | besides | |
                | --- | --- |
                """);
        for (Check check : Check.values()) {
            String sentence = check.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            text.append("| %s | %s |%n".formatted(sentence, result(results, check.name())));
        }
        return text.toString();
    }

    private static String ike(Terms terms) {
        return terms.ourIke().isEmpty() ? "what policy " + terms.policy() + " has" : terms.ourIke();
    }

    private static String child(Terms terms) {
        return (terms.ourEsp().isEmpty() ? "what policy " + terms.policy() + " has" : terms.ourEsp())
                + (terms.kind().transport() ? ", transport mode" : "")
                + (terms.kind().extendedSequenceNumbers() ? ", ESN" : "")
                + (terms.kind().ranges() ? ", ranges of addresses" : "");
    }

    private static String path(Row row) {
        if (row.needsFragments()) {
            return "direct, in IKE fragments";
        }
        return row.terms().encapsulated()
                ? "direct, inside UDP"
                : row.passage().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String result(Map<String, Result> results, String trial) {
        @Nullable Result result = results.get(trial);
        return switch (result) {
            case null -> "not tried";
            case Result.Passed() -> "ok";
            case Result.Failed ignored -> "**fails**";
            case Result.NotTried ignored -> "not tried";
        };
    }
}
