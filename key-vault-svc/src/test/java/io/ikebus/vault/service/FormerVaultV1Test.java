package io.ikebus.vault.service;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

/** No data keys, no chain, no rotation. */
@QuarkusTest
@QuarkusTestResource(
        value = FormerVault.class,
        initArgs = @ResourceArg(name = FormerVault.VERSION, value = "1"),
        restrictToAnnotatedClass = true)
class FormerVaultV1Test extends FormerVaultTests {
    FormerVaultV1Test() {
        super(1);
    }
}
