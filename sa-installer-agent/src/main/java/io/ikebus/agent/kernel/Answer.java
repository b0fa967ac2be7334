package io.ikebus.agent.kernel;

/** What became of an operation. */
public sealed interface Answer {

    record Done() implements Answer {}

    /** The kernel said no, and is as it was. {@code detail} is a sentence for people. */
    record Refused(Errno errno, String detail) implements Answer {}

    /** The kernel's answer was lost or never came: the operation has happened or it has not. */
    record Unanswered(Errno errno, String detail) implements Answer {}

    Answer DONE = new Done();
}
