package io.ikebus.vault.service;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** An audit chain; no services authority. */
@QuarkusTest
@QuarkusTestResource(
        value = FormerVault.class,
        initArgs = @ResourceArg(name = FormerVault.VERSION, value = "3"),
        restrictToAnnotatedClass = true)
class FormerVaultV3Test extends FormerVaultTests {
    FormerVaultV3Test() {
        super(3);
    }
}
