package io.ikebus.protocol.isakmp;

/** Payload type numbers (RFC 2408 3.1, RFC 3947, IKE fragmentation). Plain numbers, since peers send any. */
public final class PayloadType {
    public static final int NONE = 0;
    public static final int SA = 1;
    public static final int PROPOSAL = 2;
    public static final int TRANSFORM = 3;
    public static final int KEY_EXCHANGE = 4;
    public static final int IDENTIFICATION = 5;
    public static final int CERTIFICATE = 6;
    public static final int CERTIFICATE_REQUEST = 7;
    public static final int HASH = 8;
    public static final int SIGNATURE = 9;
    public static final int NONCE = 10;
    public static final int NOTIFICATION = 11;
    public static final int DELETE = 12;
    public static final int VENDOR_ID = 13;
    public static final int ATTRIBUTES = 14;
    public static final int NAT_D = 20;
    public static final int NAT_OA = 21;
    public static final int NAT_D_DRAFT = 130;
    public static final int NAT_OA_DRAFT = 131;
    public static final int FRAGMENT = 132;

    private PayloadType() {}

    public static String nameOf(int type) {
        return switch (type) {
            case SA -> "SA";
            case PROPOSAL -> "P";
            case TRANSFORM -> "T";
            case KEY_EXCHANGE -> "KE";
            case IDENTIFICATION -> "ID";
            case CERTIFICATE -> "CERT";
            case CERTIFICATE_REQUEST -> "CR";
            case HASH -> "HASH";
            case SIGNATURE -> "SIG";
            case NONCE -> "NONCE";
            case NOTIFICATION -> "N";
            case DELETE -> "D";
            case VENDOR_ID -> "VID";
            case ATTRIBUTES -> "ATTR";
            case NAT_D, NAT_D_DRAFT -> "NAT-D";
            case NAT_OA, NAT_OA_DRAFT -> "NAT-OA";
            case FRAGMENT -> "FRAG";
            default -> "payload-" + type;
        };
    }
}
