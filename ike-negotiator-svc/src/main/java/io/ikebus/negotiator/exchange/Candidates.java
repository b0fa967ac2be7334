package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.KeyMaterial;
import io.ikebus.protocol.isakmp.Cookie;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which of our pre-shared keys the peer has: during a rotation the present one, or a former one that is good still. What
 * the peer proves its identity with says which.
 */
final class Candidates {
    private Candidates() {}

    /**
     * @param all the present one first
     * @param attempt what becomes of the message with one of them
     * @param holds whether that is a proof, or may become one
     * @return the first that holds; if none does, what becomes of it with the present key
     */
    static <T> T first(List<KeyMaterial> all, Function<KeyMaterial, T> attempt, Predicate<T> holds) {
        T present = attempt.apply(all.getFirst());
        return holds.test(present)
                ? present
                : all.stream().skip(1).map(attempt).filter(holds).findFirst().orElse(present);
    }

    /** The peer has proved itself with a version that has been replaced: somebody should know who still does. */
    static void note(Turn turn, Association association, Cookie responder, KeyMaterial material) {
        String version = material.version();
        if (version == null) {
            return;
        }
        turn.decided(
                responder,
                association.connection(),
                "former-key",
                "the peer has a pre-shared key that has been replaced, " + version + ", which is good still");
        turn.announce(
                "ike.former-key-used",
                association.connection(),
                responder + "/former-key",
                Map.of("credential", version, "remote", association.remote().toString()));
    }
}
