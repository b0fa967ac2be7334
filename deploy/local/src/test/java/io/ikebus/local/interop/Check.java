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
    PEER_INITIATES_WITH_A_KEY_THAT_WE_HAVE_REPLACED,
    WE_INITIATE_TO_A_PEER_WITH_A_KEY_THAT_WE_HAVE_REPLACED,
    BOTH_ASK_WHETHER_THE_OTHER_IS_THERE,
    PEER_FALLS_SILENT,
    PEER_FALLS_SILENT_AND_NOTHING_GOES_IN_CLEAR,
    WIRE_CARRIED_ONLY_IKE_ESP_AND_AH,
    NO_TOPIC_HOLDS_A_SECRET,
    /** One machine's vault has its keys in the database, under a master key in a file; the other's has all in a token. */
    KEYS_ARE_IN_THE_DATABASE_OR_IN_THE_TOKEN;

    /** Whether it looks at what all others have left behind. */
    boolean looksBack() {
        return switch (this) {
            case WIRE_CARRIED_ONLY_IKE_ESP_AND_AH, NO_TOPIC_HOLDS_A_SECRET, KEYS_ARE_IN_THE_DATABASE_OR_IN_THE_TOKEN ->
                true;
            default -> false;
        };
    }
}
