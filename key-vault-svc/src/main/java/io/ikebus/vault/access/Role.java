package io.ikebus.vault.access;

import java.util.Set;

/** Names of roles, as annotations need them. */
public final class Role {
    public static final String NEGOTIATOR = "negotiator";
    public static final String AGENT = "agent";
    public static final String TRANSPORT = "transport";

    public static final String VIEWER = "viewer";
    public static final String OPERATOR = "operator";
    public static final String VAULT_ADMIN = "vault-admin";
    public static final String AUDITOR = "auditor";

    /** What a token can make of its holder. */
    static final Set<String> OF_PEOPLE = Set.of(VIEWER, OPERATOR, VAULT_ADMIN, AUDITOR);

    private Role() {}
}
