package io.ikebus.negotiator.twoparty;

import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.IpAddress;

/**
 * What stands before west.
 *
 * @param address that east sees; null for none
 * @param firstPort that inner port 0 becomes
 */
record Translator(IpAddress address, int firstPort) {
    static final Translator NONE = new Translator(IpAddress.parse("0.0.0.0"), 0);

    static Translator at(String address, int firstPort) {
        return new Translator(IpAddress.parse(address), firstPort);
    }

    Endpoint outside(Endpoint inside) {
        return equals(NONE) ? inside : new Endpoint(address, inside.port() + firstPort);
    }

    /** What is addressed to another mapping than the present one is lost: nobody has this port. */
    Endpoint inside(Endpoint outside) {
        if (equals(NONE)) {
            return outside;
        }
        int port = outside.port() - firstPort;
        return new Endpoint(TwoParties.WEST.address(), outside.address().equals(address) && port > 0 ? port : 9);
    }
}
