package io.ikebus.vault.backup;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.sealing.Hpke;
import io.ikebus.vault.access.Caller;
import io.ikebus.vault.access.Role;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import io.quarkus.oidc.BearerTokenAuthentication;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Backups, for people; {@code ./ikebus vault} does the paging. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@BearerTokenAuthentication
@Tag(name = "backup")
class BackupResource {
    private final HoldingsMemory memory;
    private final Paging paging;
    private final Restoring restoring;
    private final RestoreKey restoreKey;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final SecurityIdentity identity;

    BackupResource(
            HoldingsMemory memory,
            Paging paging,
            Restoring restoring,
            RestoreKey restoreKey,
            AuditTrail audit,
            InstantSource clock,
            SecurityIdentity identity) {
        this.memory = memory;
        this.paging = paging;
        this.restoring = restoring;
        this.restoreKey = restoreKey;
        this.audit = audit;
        this.clock = clock;
        this.identity = identity;
    }

    @POST
    @Path("backup:export")
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(
            summary = "A page of everything that the vault holds, sealed to a public key",
            description = "HPKE (RFC 9180) in base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, info"
                    + " \"ikebus vault backup 1\". The private key never comes here.")
    public ExportAnswer export(@NotNull @Valid ExportRequest request) {
        Holdings holdings = memory.present();
        if (request.revision() != null && request.revision() != holdings.revision()) {
            throw new ProblemException(Problem.of(
                    409, "changed-meanwhile", "something has changed since the first page: begin again", null));
        }
        Paging.Paged paged = paging.page(holdings, request.after() == null ? "" : request.after(), request.page());
        Backup page = paged.page();
        try {
            Octets sealed = PageSealing.seal(page, Octets.fromHex(request.publicKey()));
            record(
                    Outcome.USED,
                    "backup.export",
                    "page " + page.page(),
                    page.credentials().size() + " credentials");
            return new ExportAnswer(
                    page.revision(),
                    page.page(),
                    Base64.getEncoder().encodeToString(sealed.toByteArray()),
                    paged.next());
        } catch (IllegalArgumentException _) {
            throw ProblemException.field("publicKey", "is no public key of X25519");
        } finally {
            page.destroySecrets();
        }
    }

    /** @param publicKey X25519, hex */
    record RestoreKeyAnswer(String publicKey, Instant notAfter) {}

    @POST
    @Path("backup:restore-key")
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(summary = "A public key to seal pages to that are to be restored; the one before is no longer good")
    public RestoreKeyAnswer restoreKey() {
        RestoreKey.Made made = restoreKey.make();
        record(Outcome.USED, "backup.restore-key", "", "made");
        return new RestoreKeyAnswer(made.pair().publicKey().hex(), made.notAfter());
    }

    @POST
    @Path("backup:restore")
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(
            summary = "Restore a page: all of it, or nothing",
            description = "What is here already as the backup has it stays; a page may be sent again. HPKE as for"
                    + " backup:export, to the key that backup:restore-key has given, info \"ikebus vault restore 1\".")
    public RestoreAnswer restore(@NotNull @Valid RestoreRequest request) {
        Hpke.KeyPair own = restoreKey
                .present()
                .orElseThrow(() -> new ProblemException(Problem.of(
                        409, "no-restore-key", "ask backup:restore-key for a key first; it lives for an hour", null)));
        Backup page = PageSealing.open(own, request.sealed().octets())
                .orElseThrow(() -> ProblemException.field(
                        "sealed", "was not sealed to the key that backup:restore-key has given last, or is no page"));
        try {
            if (page.v() != Backup.VERSION) {
                throw ProblemException.field(
                        "sealed", "is a page of version " + page.v() + ", which this vault does not know");
            }
            String actor = Caller.of(identity).name();
            return memory.change(before -> restoring.restore(before, page, actor));
        } finally {
            page.destroySecrets();
        }
    }

    private void record(Outcome outcome, String action, String subject, String detail) {
        audit.record(new AuditEvent(clock.instant(), Caller.of(identity).name(), action, outcome, subject, detail));
    }
}
