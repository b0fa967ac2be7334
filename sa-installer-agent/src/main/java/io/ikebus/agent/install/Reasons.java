package io.ikebus.agent.install;

/** The agent's own reason codes in outcomes; the others are the kernel's error names. */
public final class Reasons {
    /** Record key, command and session do not name the same gateway. */
    public static final String WRONG_GATEWAY = "wrong-gateway";
    /** Record key and command do not name the same SA. */
    public static final String WRONG_KEY = "wrong-key";
    /** The sealed keys are not for this agent and this SA. */
    public static final String UNSEALABLE = "unsealable";
    /** KEYMAT has not the length that the algorithms need. */
    public static final String BAD_KEYMAT = "bad-keymat";
    /** The command contradicts itself or asks for what this agent cannot do. */
    public static final String BAD_COMMAND = "bad-command";
    /** A fault of the agent; its log says more. */
    public static final String INTERNAL = "internal-error";

    public static final String LOST = "lost";
    public static final String SOFT_LIMIT = "soft-limit";
    public static final String HARD_LIMIT = "hard-limit";

    private Reasons() {}
}
