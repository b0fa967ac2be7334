package io.ikebus.agent.access;

import io.ikebus.agent.config.CommonName;
import io.quarkus.security.credential.CertificateCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** Gives the launcher's certificate its role, and leaves a token only the roles that mean something here. */
@Singleton
final class RoleAssignment implements SecurityIdentityAugmentor {
    private static final String LAUNCHER = "launcher";

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        CertificateCredential certificate = identity.getCredential(CertificateCredential.class);
        return Uni.createFrom()
                .item(
                        certificate == null
                                ? person(identity)
                                : service(certificate.getCertificate().getSubjectX500Principal()));
    }

    private static SecurityIdentity person(SecurityIdentity verified) {
        var identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(verified.getPrincipal())
                .addCredentials(verified.getCredentials());
        verified.getRoles().stream().filter(Role.ALL::contains).forEach(identity::addRole);
        return identity.build();
    }

    private static SecurityIdentity service(X500Principal subject) {
        Optional<String> name = CommonName.of(subject);
        var identity = QuarkusSecurityIdentity.builder().setPrincipal(() -> name.orElse("a certificate"));
        if (name.filter(LAUNCHER::equals).isPresent()) {
            identity.addRole(Role.OPERATOR);
        }
        return identity.build();
    }
}
