package io.ikebus.agent.access;

import java.util.Set;

/** Names of roles, as annotations need them. */
public final class Role {
    public static final String VIEWER = "viewer";
    public static final String OPERATOR = "operator";

    static final Set<String> ALL = Set.of(VIEWER, OPERATOR);

    private Role() {}
}
