package io.ikebus.agent.start;

import io.ikebus.identity.FirstStart;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.eclipse.microprofile.config.ConfigProvider;

/** Before the agent starts it has a certificate. */
@QuarkusMain
public final class AgentMain {
    private AgentMain() {}

    public static void main(String... arguments) throws InterruptedException {
        try {
            FirstStart.enrol("agent", name -> ConfigProvider.getConfig().getOptionalValue(name, String.class));
        } catch (IllegalArgumentException e) {
            // Logging begins with Quarkus, after this.
            System.err.println(e.getMessage());
            System.exit(1);
        }
        Quarkus.run(arguments);
    }
}
