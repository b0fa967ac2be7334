package io.ikebus.vault.access;

import io.ikebus.protocol.bus.GatewayId;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * What a certificate's subject says of a service.
 *
 * @param gateway of an agent or transport; empty for a negotiator
 */
public record ServiceName(String role, Optional<GatewayId> gateway) {

    /** Empty unless the subject has exactly one common name, and that is a service's. */
    static Optional<ServiceName> of(X500Principal subject) {
        return commonName(subject).flatMap(ServiceName::parse);
    }

    /** Whether it is a service of one gateway's host: its agent or its transport. */
    public static boolean isOfAHost(X500Principal subject) {
        return of(subject).flatMap(ServiceName::gateway).isPresent();
    }

    static Optional<String> commonName(X500Principal subject) {
        try {
            List<Rdn> names = new LdapName(subject.getName(X500Principal.RFC2253))
                    .getRdns().stream()
                            .filter(rdn -> rdn.toAttributes().get("CN") != null)
                            .toList();
            return names.size() == 1
                            && names.getFirst().size() == 1
                            && names.getFirst().getValue() instanceof String name
                    ? Optional.of(name)
                    : Optional.empty();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    private static Optional<ServiceName> parse(String commonName) {
        int colon = commonName.indexOf(':');
        if (colon < 0) {
            return commonName.equals(Role.NEGOTIATOR)
                    ? Optional.of(new ServiceName(Role.NEGOTIATOR, Optional.empty()))
                    : Optional.empty();
        }
        String role = commonName.substring(0, colon);
        if (!role.equals(Role.AGENT) && !role.equals(Role.TRANSPORT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ServiceName(role, Optional.of(new GatewayId(commonName.substring(colon + 1)))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
