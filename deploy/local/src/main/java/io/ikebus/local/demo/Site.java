package io.ikebus.local.demo;

import io.ikebus.local.service.GatewayPlan;

/**
 * One end of the tunnel.
 *
 * @param network behind the gateway; nothing there is real
 */
record Site(GatewayPlan gateway, String network) {

    String name() {
        return gateway.id().value();
    }

    String identity() {
        return name() + ".example";
    }

    /** The name of the connection as this end sees it. */
    String connectionTo(Site other) {
        return name() + "-to-" + other.name();
    }

    @Override
    public String toString() {
        return name() + " " + gateway.address() + ":" + gateway.ikePort();
    }
}
