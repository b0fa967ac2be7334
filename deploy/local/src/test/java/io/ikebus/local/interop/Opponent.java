package io.ikebus.local.interop;

import io.ikebus.testkit.process.Completed;

/** The other end of a row, whoever made it. */
interface Opponent {
    void configure(Terms terms, Passage passage, String preSharedKey);

    /** Returns when the tunnel is up, or it is clear that it will not be. */
    Completed initiate();

    Completed terminate();

    /** Forgets an ISAKMP SA that does not come up. */
    void giveUp();

    /** Whether it holds an ISAKMP SA in any state. */
    boolean hasSa();

    /** Ends, so that another daemon can have its ports; the next {@link #configure} begins anew. */
    void rest();
}
