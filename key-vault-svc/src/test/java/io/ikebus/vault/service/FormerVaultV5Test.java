package io.ikebus.vault.service;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** A services authority and its certificates; nothing says which rows are the newest. */
@QuarkusTest
@QuarkusTestResource(
        value = FormerVault.class,
        initArgs = @ResourceArg(name = FormerVault.VERSION, value = "5"),
        restrictToAnnotatedClass = true)
class FormerVaultV5Test extends FormerVaultTests {
    FormerVaultV5Test() {
        super(5);
    }
}
