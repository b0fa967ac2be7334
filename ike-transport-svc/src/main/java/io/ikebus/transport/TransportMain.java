package io.ikebus.transport;

import io.ikebus.identity.FirstStart;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.eclipse.microprofile.config.ConfigProvider;

/** Before the transport starts it has a certificate. */
@QuarkusMain
public final class TransportMain {
    private TransportMain() {}

    public static void main(String... arguments) throws InterruptedException {
        try {
            FirstStart.enrol("transport", name -> ConfigProvider.getConfig().getOptionalValue(name, String.class));
        } catch (IllegalArgumentException e) {
            // Logging begins with Quarkus, after this.
            System.err.println(e.getMessage());
            System.exit(1);
        }
        Quarkus.run(arguments);
    }
}
