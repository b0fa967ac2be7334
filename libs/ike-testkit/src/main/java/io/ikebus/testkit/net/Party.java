package io.ikebus.testkit.net;

/** Who sends or receives. */
public enum Party {
    INITIATOR,
    RESPONDER;

    public Party other() {
        return switch (this) {
            case INITIATOR -> RESPONDER;
            case RESPONDER -> INITIATOR;
        };
    }
}
