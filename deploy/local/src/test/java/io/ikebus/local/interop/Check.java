package io.ikebus.local.interop;

/** What is checked besides the rows of the table; each leaves no tunnel behind. */
enum Check {
    PEER_INITIATES_AND_PACKETS_CROSS_BOTH_WAYS,
    PEER_REKEYS_THE_CHILD,
    PEER_DELETES,
    PEER_RENEWS_BOTH_PHASES_UNDER_PACKETS,
    WE_RENEW_BOTH_PHASES_UNDER_PACKETS,
    PEER_DELETES_ONLY_THE_CHILD,
    WE_INITIATE_AND_PACKETS_CROSS_BOTH_WAYS,
    WE_DELETE,
    NEGOTIATOR_IS_KILLED_BETWEEN_MESSAGES_3_AND_5,
    PEER_HAS_ANOTHER_PRE_SHARED_KEY,
    WE_INITIATE_TO_ANOTHER_PRE_SHARED_KEY,
    BOTH_ASK_WHETHER_THE_OTHER_IS_THERE,
    PEER_FALLS_SILENT,
    WIRE_CARRIED_ONLY_IKE_ESP_AND_AH,
    NO_TOPIC_HOLDS_A_SECRET;

    /** Whether it looks at what all others have left behind. */
    boolean looksBack() {
        return this == WIRE_CARRIED_ONLY_IKE_ESP_AND_AH || this == NO_TOPIC_HOLDS_A_SECRET;
    }
}
