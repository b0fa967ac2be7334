package io.ikebus.protocol.isakmp;

/** Exchange type numbers (RFC 2408 3.1, RFC 2409 Appendix A). */
public final class ExchangeType {
    public static final int BASE = 1;
    public static final int MAIN_MODE = 2;
    public static final int AUTHENTICATION_ONLY = 3;
    public static final int AGGRESSIVE_MODE = 4;
    public static final int INFORMATIONAL = 5;
    public static final int TRANSACTION = 6;
    public static final int QUICK_MODE = 32;
    public static final int NEW_GROUP_MODE = 33;

    private ExchangeType() {}

    public static String nameOf(int type) {
        return switch (type) {
            case BASE -> "Base";
            case MAIN_MODE -> "Main Mode";
            case AUTHENTICATION_ONLY -> "Authentication Only";
            case AGGRESSIVE_MODE -> "Aggressive Mode";
            case INFORMATIONAL -> "Informational";
            case TRANSACTION -> "Transaction";
            case QUICK_MODE -> "Quick Mode";
            case NEW_GROUP_MODE -> "New Group Mode";
            default -> "exchange-" + type;
        };
    }
}
