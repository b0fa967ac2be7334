package io.ikebus.local.service;

/** The services, with the module each is built in and the heap that is enough for a stack on one machine. */
public enum ServiceKind {
    VAULT("key-vault-svc", "192m"),
    NEGOTIATOR("ike-negotiator-svc", "384m"),
    TRANSPORT("ike-transport-svc", "128m"),
    AGENT("sa-installer-agent", "128m");

    private final String module;
    private final String heap;

    ServiceKind(String module, String heap) {
        this.module = module;
        this.heap = heap;
    }

    public String module() {
        return module;
    }

    String heap() {
        return heap;
    }
}
