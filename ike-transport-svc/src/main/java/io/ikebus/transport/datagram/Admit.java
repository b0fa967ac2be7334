package io.ikebus.transport.datagram;

/** The next may look at it. */
public record Admit() implements Outcome {
    public static final Admit ADMITTED = new Admit();
}
