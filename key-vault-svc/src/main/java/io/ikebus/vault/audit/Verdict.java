package io.ikebus.vault.audit;

/** What becomes of looking at the whole chain. */
public sealed interface Verdict {

    /**
     * Every event is as a vault wrote it, and none is missing.
     *
     * @param events how many
     * @param last the number of the last one, 0 if there is none
     */
    record Whole(long events, long last) implements Verdict {}

    /**
     * Somebody else than a vault has been at the tables.
     *
     * @param at the number of the first event that is not as it was, or is not there
     */
    record Broken(long at, String reason) implements Verdict {}
}
