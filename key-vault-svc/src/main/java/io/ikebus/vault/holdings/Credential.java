package io.ikebus.vault.holdings;

import io.ikebus.vault.selector.SelectorIndex;
import io.ikebus.vault.selector.Selectors;

/** A credential whose row is intact. The secret in it is still sealed. */
public record Credential(StoredCredential stored, Selectors selectors) implements SelectorIndex.Selectable {

    @Override
    public String name() {
        return stored.name();
    }

    /** Of this version of this credential, and of no other; made of characters that an ETag takes. */
    public String tag() {
        return stored.id() + "." + stored.version();
    }
}
