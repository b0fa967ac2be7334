package io.ikebus.protocol.isakmp;

/** Why bytes are not a message, each with the notify that RFC 2408 5 prescribes and a stable code for counters. */
public enum Refusal {
    SHORTER_THAN_HEADER("short-datagram", NotifyType.UNEQUAL_PAYLOAD_LENGTHS),
    NO_INITIATOR_COOKIE("no-initiator-cookie", NotifyType.INVALID_COOKIE),
    WRONG_VERSION("wrong-version", NotifyType.INVALID_MAJOR_VERSION),
    WRONG_FLAGS("wrong-flags", NotifyType.INVALID_FLAGS),
    WRONG_LENGTH("wrong-length", NotifyType.UNEQUAL_PAYLOAD_LENGTHS),
    WRONG_EXCHANGE_TYPE("wrong-exchange-type", NotifyType.INVALID_EXCHANGE_TYPE),
    TOO_LARGE("too-large", NotifyType.UNEQUAL_PAYLOAD_LENGTHS),
    TOO_MANY_PARTS("too-many-parts", NotifyType.PAYLOAD_MALFORMED),
    TRUNCATED_PAYLOAD("truncated-payload", NotifyType.PAYLOAD_MALFORMED),
    RESERVED_NOT_ZERO("reserved-not-zero", NotifyType.PAYLOAD_MALFORMED),
    MALFORMED_PAYLOAD("malformed-payload", NotifyType.PAYLOAD_MALFORMED),
    TRAILING_OCTETS("trailing-octets", NotifyType.PAYLOAD_MALFORMED),
    UNKNOWN_DOI("unknown-doi", NotifyType.DOI_NOT_SUPPORTED),
    UNKNOWN_SITUATION("unknown-situation", NotifyType.SITUATION_NOT_SUPPORTED);

    private final String code;
    private final int notify;

    Refusal(String code, int notify) {
        this.code = code;
        this.notify = notify;
    }

    /** The reason label of counters and logs. */
    public String code() {
        return code;
    }

    /** The notify message type that tells the peer, where one is due. */
    public int notifyType() {
        return notify;
    }
}
