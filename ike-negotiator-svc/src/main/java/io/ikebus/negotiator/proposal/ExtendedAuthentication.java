package io.ikebus.negotiator.proposal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Who proves itself once more with a user name and a password when phase 1 is done (draft-beaulieu-ike-xauth), or with
 * these alone (draft-ietf-ipsec-isakmp-hybrid-auth). Phase 1's attribute 3 says it together with the method, in one
 * number.
 */
public enum ExtendedAuthentication {
    NONE,
    INITIATOR,
    RESPONDER,
    /** The initiator proves nothing else; the responder signs. */
    HYBRID_INITIATOR,
    /** The responder proves nothing else; the initiator signs. */
    HYBRID_RESPONDER;

    private record Number(int id, AuthenticationMethod method, ExtendedAuthentication extended) {}

    private static final List<Number> NUMBERS = List.of(
            new Number(64_221, AuthenticationMethod.RSA_SIGNATURE, HYBRID_INITIATOR),
            new Number(64_222, AuthenticationMethod.RSA_SIGNATURE, HYBRID_RESPONDER),
            new Number(65_001, AuthenticationMethod.PRE_SHARED_KEY, INITIATOR),
            new Number(65_002, AuthenticationMethod.PRE_SHARED_KEY, RESPONDER),
            new Number(65_005, AuthenticationMethod.RSA_SIGNATURE, INITIATOR),
            new Number(65_006, AuthenticationMethod.RSA_SIGNATURE, RESPONDER),
            new Number(65_007, AuthenticationMethod.RSA_ENCRYPTION, INITIATOR),
            new Number(65_008, AuthenticationMethod.RSA_ENCRYPTION, RESPONDER),
            new Number(65_009, AuthenticationMethod.RSA_ENCRYPTION_REVISED, INITIATOR),
            new Number(65_010, AuthenticationMethod.RSA_ENCRYPTION_REVISED, RESPONDER));

    /** What a number of attribute 3 says about it. */
    public static ExtendedAuthentication ofId(int id) {
        return number(id).map(Number::extended).orElse(NONE);
    }

    /** The method that a number stands for together with an extended authentication. */
    static Optional<AuthenticationMethod> methodOf(int id) {
        return number(id).map(Number::method);
    }

    private static Optional<Number> number(int id) {
        return NUMBERS.stream().filter(number -> number.id() == id).findFirst();
    }

    /** Whether there is a number for this after {@code method}. */
    public boolean follows(AuthenticationMethod method) {
        return this == NONE
                || NUMBERS.stream().anyMatch(number -> number.method() == method && number.extended() == this);
    }

    /** @throws IllegalArgumentException unless it {@link #follows} the method */
    int idAfter(AuthenticationMethod method) {
        return this == NONE
                ? method.id()
                : NUMBERS.stream()
                        .filter(number -> number.method() == method && number.extended() == this)
                        .mapToInt(Number::id)
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException("there is no extended authentication after " + method));
    }

    public boolean isHybrid() {
        return Arrays.asList(HYBRID_INITIATOR, HYBRID_RESPONDER).contains(this);
    }

    /** Whether the one that is asked is phase 1's initiator. */
    public boolean asksInitiator() {
        return this == INITIATOR || this == HYBRID_INITIATOR;
    }
}
