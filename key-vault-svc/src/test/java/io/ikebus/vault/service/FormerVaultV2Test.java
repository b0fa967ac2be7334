package io.ikebus.vault.service;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** A data key for each value, and a rotation that is over; no chain. */
@QuarkusTest
@QuarkusTestResource(
        value = FormerVault.class,
        initArgs = @ResourceArg(name = FormerVault.VERSION, value = "2"),
        restrictToAnnotatedClass = true)
class FormerVaultV2Test extends FormerVaultTests {
    FormerVaultV2Test() {
        super(2);
    }
}
