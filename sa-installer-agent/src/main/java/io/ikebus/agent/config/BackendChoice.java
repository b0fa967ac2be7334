package io.ikebus.agent.config;

/** Which kernel is programmed. */
public enum BackendChoice {
    /** Linux if it takes an ESP SA, else memory, and loudly so. */
    AUTO,
    /** Linux, or no start. */
    KERNEL,
    /** Memory: nothing is encrypted. */
    RECORDING
}
