package io.ikebus.negotiator.proposal;

import java.util.Arrays;
import java.util.Optional;

/** How both ends prove who they are: values of phase 1's attribute 3 (RFC 2409 Appendix A, RFC 4754 7). */
public enum AuthenticationMethod {
    PRE_SHARED_KEY(1),
    RSA_SIGNATURE(3),
    /** RFC 2409 5.2. */
    RSA_ENCRYPTION(4),
    /** RFC 2409 5.3. */
    RSA_ENCRYPTION_REVISED(5),
    ECDSA_256(9),
    ECDSA_384(10),
    ECDSA_521(11);

    private final int id;

    AuthenticationMethod(int id) {
        this.id = id;
    }

    /** Also of a number that says that an {@link ExtendedAuthentication} comes after it. */
    public static Optional<AuthenticationMethod> ofId(int id) {
        return Arrays.stream(values())
                .filter(method -> method.id == id)
                .findFirst()
                .or(() -> ExtendedAuthentication.methodOf(id));
    }

    public int id() {
        return id;
    }
}
