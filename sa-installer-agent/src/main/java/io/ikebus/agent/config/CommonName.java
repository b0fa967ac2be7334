package io.ikebus.agent.config;

import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** The common name in a certificate's subject: the role of its holder. */
public final class CommonName {

    private CommonName() {}

    /** Empty unless there is exactly one. */
    public static Optional<String> of(X500Principal subject) {
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
}
