package io.ikebus.negotiator.configuration;

/** Message types of an attribute payload (draft-dukes-ike-mode-cfg 3.2). */
public final class MessageType {
    public static final int REQUEST = 1;
    public static final int REPLY = 2;
    public static final int SET = 3;
    public static final int ACK = 4;

    private MessageType() {}

    public static String nameOf(int type) {
        return switch (type) {
            case REQUEST -> "REQUEST";
            case REPLY -> "REPLY";
            case SET -> "SET";
            case ACK -> "ACK";
            default -> "message type " + type;
        };
    }

    /** What answers a message of this type; 0 if nothing does. */
    public static int answerTo(int type) {
        return switch (type) {
            case REQUEST -> REPLY;
            case SET -> ACK;
            default -> 0;
        };
    }
}
