package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.certificate.CertificateFault;
import io.ikebus.vault.certificate.CertificateForms;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.problem.ProblemException;
import io.ikebus.vault.selector.Selectors;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From what was sent to a {@link Draft}: what can be said without knowing what the vault holds. */
public final class Drafting {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private Drafting() {}

    static Draft draft(String name, CredentialRequest request, KeyMaterial material) {
        requireName(name);
        Selectors selectors = request.selectors();
        boolean isOfPeers = request.type() == CredentialType.PSK || request.type() == CredentialType.PEER_PUBLIC_KEY;
        if (isOfPeers && !selectors.nameAPeer()) {
            throw ProblemException.field(
                    "peerAddresses",
                    "a credential of this type needs at least one of connections, peerAddresses and peerIdentities;"
                            + " for every peer say 0.0.0.0/0 and ::/0");
        }
        return draft(name, request.type(), selectors, request.content(material.certificates()), material.secret());
    }

    /** @throws ProblemException if what is in {@code content} cannot be read */
    public static Draft draft(
            String name, CredentialType type, Selectors selectors, Content content, @Nullable Secret secret) {
        return new Draft(name, type, selectors, content, certificates(content), secret);
    }

    /** @throws ProblemException if a credential cannot have this name */
    public static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.field(
                    "name",
                    "a credential's name is 1 to 63 of A-Z, a-z, 0-9, dot, _ and hyphen, first a letter or digit");
        }
    }

    /** All are read, so that nothing is kept that is none. */
    private static List<X509Certificate> certificates(Content content) {
        List<X509Certificate> read = new ArrayList<>();
        String field = "certificates";
        try {
            for (Octets der : content.certificates()) {
                read.add(CertificateForms.certificate(der));
            }
            field = "revocationLists";
            for (Octets der : content.revocationLists()) {
                CertificateForms.revocationList(der);
            }
            return read;
        } catch (CertificateFault fault) {
            throw ProblemException.field(field, fault.sentence());
        }
    }
}
