package io.ikebus.negotiator.auth;

/**
 * Who proves itself once more with a user name and a password when phase 1 is done (draft-beaulieu-ike-xauth), or with
 * these alone (draft-ietf-ipsec-isakmp-hybrid-auth). Phase 1's attribute 3 says it together with the method, in one
 * number, which {@link AuthenticationMethod} knows.
 */
public enum ExtendedAuthentication {
    NONE(""),
    INITIATOR("xauth-initiator-"),
    RESPONDER("xauth-responder-"),
    /** The initiator proves nothing else; the responder signs. */
    HYBRID_INITIATOR("hybrid-initiator-"),
    /** The responder proves nothing else; the initiator signs. */
    HYBRID_RESPONDER("hybrid-responder-");

    private final String prefix;

    ExtendedAuthentication(String prefix) {
        this.prefix = prefix;
    }

    public boolean isHybrid() {
        return this == HYBRID_INITIATOR || this == HYBRID_RESPONDER;
    }

    /** Whether the one that is asked is phase 1's initiator. */
    public boolean asksInitiator() {
        return this == INITIATOR || this == HYBRID_INITIATOR;
    }

    /** What stands before the method's name. */
    String prefix() {
        return prefix;
    }
}
