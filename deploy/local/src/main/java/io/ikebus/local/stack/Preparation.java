package io.ikebus.local.stack;

import io.ikebus.testkit.files.Directories;
import io.ikebus.testkit.pki.IssuedCertificate;

/** All that is on disk before anything runs. */
record Preparation(
        Layout layout,
        StackPlan plan,
        SecretFiles secrets,
        IssuedCertificate brokerCertificate,
        IssuedCertificate launcherCertificate,
        Ledger ledger) {

    /** For a directory whose lock is held. */
    static Preparation of(StackOptions options, Layout layout) {
        // A launcher that was killed may have left processes that hold the data directories.
        Leftovers.end(layout.root());
        if (!options.keepData()) {
            Directories.remove(layout.data());
        }
        OwnerOnly.directory(layout.data());
        Applications.take(options.home(), layout);
        Identities identities = Identities.create(layout);
        SecretFiles secrets = SecretFiles.in(layout);
        StackPlan plan = StackPlan.of(options, layout, identities, secrets);
        IssuedCertificate launcher = identities.certificate("launcher");
        Ledger ledger = new Ledger(layout, plan, identities.operatorToken(), launcher);
        return new Preparation(layout, plan, secrets, identities.certificate("broker"), launcher, ledger);
    }
}
