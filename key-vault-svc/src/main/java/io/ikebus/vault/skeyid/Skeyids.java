package io.ikebus.vault.skeyid;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.keyuse.CredentialKeys;
import io.ikebus.vault.limit.Operation;
import io.ikebus.vault.limit.UseLimits;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.List;

/** Chooses the credential and computes. */
@Singleton
final class Skeyids {
    private final CredentialKeys keys;
    private final UseLimits limits;

    Skeyids(CredentialKeys keys, UseLimits limits) {
        this.keys = keys;
        this.limits = limits;
    }

    /** @throws ProblemException if no credential is for these two ends, or it has been used too often */
    SkeyidAnswer answer(Holdings holdings, SkeyidRequest request, String caller) {
        Credential credential = holdings.index(CredentialType.PSK.toString())
                .best(request.question())
                .orElseThrow(() -> none(holdings));
        limits.require(Operation.SKEYID, credential, caller);
        List<Credential> former = holdings.formersOf(credential.name());
        return new SkeyidAnswer(
                skeyid(credential, request),
                credential.name(),
                former.stream().map(one -> skeyid(one, request)).toList(),
                former.stream().map(Credential::name).toList());
    }

    /** Hex. RFC 2409 5.4: "For pre-shared keys: SKEYID = prf(pre-shared-key, Ni_b | Nr_b)". */
    private String skeyid(Credential credential, SkeyidRequest request) {
        Octets ni = request.initiatorNonce().octets();
        Octets nr = request.responderNonce().octets();
        Secret skeyid = keys.preSharedKey(
                credential,
                psk -> request.hash().compute(psk, ni, nr),
                (psk, token) -> request.hash().compute(psk, token, ni, nr));
        try {
            return skeyid.with(HexFormat.of()::formatHex);
        } finally {
            skeyid.destroy();
        }
    }

    private static ProblemException none(Holdings holdings) {
        if (!holdings.damagedCredentials().isEmpty()) {
            return new ProblemException(Problem.of(
                    503,
                    "damaged",
                    "no readable credential is for this peer, but there are damaged ones, so this is no final answer",
                    null));
        }
        return new ProblemException(Problem.of(404, "no-credential", "no credential is for this peer", null));
    }
}
