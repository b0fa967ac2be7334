package io.ikebus.vault.access;

import io.quarkus.security.credential.CertificateCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/** Gives a verified certificate the role in its common name, and takes from a token what only a service may be. */
@Singleton
final class RoleAssignment implements SecurityIdentityAugmentor {

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
        Set<String> roles =
                verified.getRoles().stream().filter(Role.OF_PEOPLE::contains).collect(Collectors.toUnmodifiableSet());
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(verified.getPrincipal())
                .addCredentials(verified.getCredentials())
                .addAttributes(verified.getAttributes())
                .addRoles(roles)
                .build();
    }

    private static SecurityIdentity service(X500Principal subject) {
        Optional<ServiceName> service = ServiceName.of(subject);
        Principal principal = named(ServiceName.commonName(subject).orElse("a certificate"));
        var identity = QuarkusSecurityIdentity.builder().setPrincipal(principal);
        service.ifPresent(name -> identity.addRole(name.role()));
        service.flatMap(ServiceName::gateway)
                .ifPresent(gateway -> identity.addAttribute(Caller.GATEWAY, gateway.value()));
        return identity.build();
    }

    private static Principal named(String name) {
        return () -> name;
    }
}
