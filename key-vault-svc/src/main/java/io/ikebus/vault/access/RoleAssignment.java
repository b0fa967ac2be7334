package io.ikebus.vault.access;

import io.ikebus.vault.access.CertificateStanding.Standing;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.CertificateCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/** Gives a verified certificate that is not revoked the role in its common name, and takes from a token what only a service may be. */
@Singleton
final class RoleAssignment implements SecurityIdentityAugmentor {

    // Asked for when somebody calls: this is made before the settings are there.
    private final Instance<CertificateStanding> standing;

    RoleAssignment(Instance<CertificateStanding> standing) {
        this.standing = standing;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        CertificateCredential credential = identity.getCredential(CertificateCredential.class);
        if (credential == null) {
            return Uni.createFrom().item(person(identity));
        }
        return switch (standing.get().of(credential.getCertificate())) {
            case GOOD -> Uni.createFrom().item(service(credential));
            case REVOKED -> Uni.createFrom().failure(refused(credential));
            case UNKNOWN ->
                context.runBlocking(() -> {
                    if (standing.get().afterALook(credential.getCertificate()) == Standing.GOOD) {
                        return service(credential);
                    }
                    throw refused(credential);
                });
        };
    }

    private AuthenticationFailedException refused(CertificateCredential credential) {
        standing.get().refused(credential.getCertificate());
        return new AuthenticationFailedException("the certificate is revoked");
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

    private static SecurityIdentity service(CertificateCredential credential) {
        X500Principal subject = credential.getCertificate().getSubjectX500Principal();
        Optional<ServiceName> service = ServiceName.of(subject);
        Principal principal = named(ServiceName.commonName(subject).orElse("a certificate"));
        var identity = QuarkusSecurityIdentity.builder().setPrincipal(principal).addCredential(credential);
        service.ifPresent(name -> identity.addRole(name.role()));
        service.flatMap(ServiceName::gateway)
                .ifPresent(gateway -> identity.addAttribute(Caller.GATEWAY, gateway.value()));
        return identity.build();
    }

    private static Principal named(String name) {
        return () -> name;
    }
}
