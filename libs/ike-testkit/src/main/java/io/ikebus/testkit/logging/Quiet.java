package io.ikebus.testkit.logging;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/** Sets levels of log categories that nobody has configured. */
public final class Quiet {

    private Quiet() {}

    public static void warningsOf(String... categories) {
        for (String category : categories) {
            Logger logger = Logger.getLogger(category);
            if (logger.getLevel() == null) {
                logger.setLevel(Level.WARN);
            }
        }
    }

    /** For categories that warn about what is normal here. */
    public static void errorsOf(String... categories) {
        for (String category : categories) {
            Logger logger = Logger.getLogger(category);
            if (logger.getLevel() == null) {
                logger.setLevel(Level.ERROR);
            }
        }
    }
}
