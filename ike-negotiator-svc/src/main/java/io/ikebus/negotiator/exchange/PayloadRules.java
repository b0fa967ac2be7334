package io.ikebus.negotiator.exchange;

import static io.ikebus.protocol.isakmp.PayloadType.ATTRIBUTES;
import static io.ikebus.protocol.isakmp.PayloadType.CERTIFICATE;
import static io.ikebus.protocol.isakmp.PayloadType.CERTIFICATE_REQUEST;
import static io.ikebus.protocol.isakmp.PayloadType.DELETE;
import static io.ikebus.protocol.isakmp.PayloadType.HASH;
import static io.ikebus.protocol.isakmp.PayloadType.IDENTIFICATION;
import static io.ikebus.protocol.isakmp.PayloadType.KEY_EXCHANGE;
import static io.ikebus.protocol.isakmp.PayloadType.NAT_D;
import static io.ikebus.protocol.isakmp.PayloadType.NAT_D_DRAFT;
import static io.ikebus.protocol.isakmp.PayloadType.NAT_OA;
import static io.ikebus.protocol.isakmp.PayloadType.NAT_OA_DRAFT;
import static io.ikebus.protocol.isakmp.PayloadType.NONCE;
import static io.ikebus.protocol.isakmp.PayloadType.NOTIFICATION;
import static io.ikebus.protocol.isakmp.PayloadType.SA;
import static io.ikebus.protocol.isakmp.PayloadType.SIGNATURE;
import static io.ikebus.protocol.isakmp.PayloadType.VENDOR_ID;

import io.ikebus.negotiator.auth.Authentication;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which payloads each message of IKEv1 holds (RFC 2409 5), checked once for all exchanges. A vendor ID may stand
 * anywhere.
 */
enum PayloadRules {
    /** {@code HDR, SA}: Main Mode 1 and 2. */
    PROPOSAL(List.of(), once(SA), Set.of(), Set.of(NOTIFICATION)),
    /** {@code HDR, KE, Ni}: Main Mode 3 and 4. */
    KEY_EXCHANGE_AND_NONCE(
            List.of(),
            once(KEY_EXCHANGE, NONCE),
            Set.of(),
            Set.of(CERTIFICATE_REQUEST, NAT_D, NAT_D_DRAFT, NOTIFICATION)),
    /** {@code HDR, [ HASH(1), ] KE, IDii, Ni}: Main Mode 3 and 4 with public key encryption, in any order. */
    KEY_EXCHANGE_NONCE_AND_IDENTITY(
            List.of(),
            once(KEY_EXCHANGE, NONCE, IDENTIFICATION),
            Set.of(HASH),
            Set.of(CERTIFICATE, CERTIFICATE_REQUEST, NAT_D, NAT_D_DRAFT, NOTIFICATION)),
    /** {@code HDR*, IDii, HASH_I}: Main Mode 5 and 6. */
    IDENTITY_AND_HASH(
            List.of(), once(IDENTIFICATION, HASH), Set.of(), Set.of(CERTIFICATE, CERTIFICATE_REQUEST, NOTIFICATION)),
    /** {@code HDR*, IDii, [ CERT, ] SIG_I}: Main Mode 5 and 6. */
    IDENTITY_AND_SIGNATURE(
            List.of(),
            once(IDENTIFICATION, SIGNATURE),
            Set.of(),
            Set.of(CERTIFICATE, CERTIFICATE_REQUEST, NOTIFICATION)),
    /** {@code HDR*, HASH_I}: Main Mode 5 and 6 with public key encryption. */
    HASH_ALONE(List.of(), once(HASH), Set.of(), Set.of(CERTIFICATE, CERTIFICATE_REQUEST, NOTIFICATION)),
    /** {@code HDR, SA, KE, Ni, IDii}: Aggressive Mode 1. With public key encryption there may be HASH(1) and CERT. */
    AGGRESSIVE_FIRST(
            List.of(),
            once(SA, KEY_EXCHANGE, NONCE, IDENTIFICATION),
            Set.of(HASH),
            Set.of(CERTIFICATE, CERTIFICATE_REQUEST, NOTIFICATION)),
    /** {@code HDR, SA, KE, Nr, IDir, HASH_R}: Aggressive Mode 2. */
    AGGRESSIVE_SECOND_WITH_HASH(
            List.of(),
            once(SA, KEY_EXCHANGE, NONCE, IDENTIFICATION, HASH),
            Set.of(),
            Set.of(CERTIFICATE, CERTIFICATE_REQUEST, NAT_D, NAT_D_DRAFT, NOTIFICATION)),
    /** {@code HDR, SA, KE, Nr, IDir, [ CERT, ] SIG_R}: Aggressive Mode 2. */
    AGGRESSIVE_SECOND_WITH_SIGNATURE(
            List.of(),
            once(SA, KEY_EXCHANGE, NONCE, IDENTIFICATION, SIGNATURE),
            Set.of(),
            Set.of(CERTIFICATE, CERTIFICATE_REQUEST, NAT_D, NAT_D_DRAFT, NOTIFICATION)),
    /** {@code HDR, HASH_I}: Aggressive Mode 3. */
    AGGRESSIVE_THIRD_WITH_HASH(List.of(), once(HASH), Set.of(), Set.of(CERTIFICATE, NAT_D, NAT_D_DRAFT, NOTIFICATION)),
    /** {@code HDR, [ CERT, ] SIG_I}: Aggressive Mode 3. */
    AGGRESSIVE_THIRD_WITH_SIGNATURE(
            List.of(), once(SIGNATURE), Set.of(), Set.of(CERTIFICATE, NAT_D, NAT_D_DRAFT, NOTIFICATION)),
    /**
     * {@code HDR*, HASH(1), SA, Ni [, KE] [, IDci, IDcr]}: Quick Mode 1 and 2. RFC 2409 5.5: "the HASH MUST immediately
     * follow the ISAKMP header and a SA payload MUST immediately follow the HASH".
     */
    QUICK(
            List.of(HASH, SA),
            Map.of(HASH, 1, SA, 1, NONCE, 1),
            Set.of(KEY_EXCHANGE),
            Set.of(IDENTIFICATION, NOTIFICATION, NAT_OA, NAT_OA_DRAFT)),
    /** {@code HDR*, HASH(3)}: Quick Mode 3. */
    QUICK_THIRD(List.of(HASH), once(HASH), Set.of(), Set.of(NOTIFICATION)),
    /** {@code HDR*, HASH(1), SA}: New Group Mode. */
    NEW_GROUP(List.of(HASH, SA), once(HASH, SA), Set.of(), Set.of()),
    /** {@code HDR*, HASH, ATTR}: Transaction. */
    TRANSACTION(List.of(HASH), once(HASH, ATTRIBUTES), Set.of(), Set.of()),
    /** {@code HDR*, HASH(1), N/D}: Informational under an ISAKMP SA. */
    PROTECTED_NOTICE(List.of(HASH), once(HASH), Set.of(), Set.of(NOTIFICATION, DELETE)),
    /** {@code HDR, N/D}: Informational before there are keys. */
    OPEN_NOTICE(List.of(), Map.of(), Set.of(), Set.of(NOTIFICATION, DELETE));

    private static final int ABANDONED_DRAFT = 15;
    private static final int FIRST_PRIVATE = 128;

    private final List<Integer> leading;
    private final Map<Integer, Integer> exactly;
    private final Set<Integer> atMostOnce;
    private final Set<Integer> any;

    PayloadRules(List<Integer> leading, Map<Integer, Integer> exactly, Set<Integer> atMostOnce, Set<Integer> any) {
        this.leading = leading;
        this.exactly = exactly;
        this.atMostOnce = atMostOnce;
        this.any = any;
    }

    /** Of the messages that carry both ends' contributions to the key exchange. */
    static PayloadRules keyExchange(Authentication method) {
        return method.hidesIdentity() ? KEY_EXCHANGE_NONCE_AND_IDENTITY : KEY_EXCHANGE_AND_NONCE;
    }

    /** Of the messages that prove an identity. */
    static PayloadRules identity(Authentication method, Role prover) {
        if (method.hidesIdentity()) {
            return HASH_ALONE;
        }
        return method.proofType(prover) == HASH ? IDENTITY_AND_HASH : IDENTITY_AND_SIGNATURE;
    }

    static PayloadRules aggressiveSecond(Authentication method) {
        return method.proofType(Role.RESPONDER) == HASH
                ? AGGRESSIVE_SECOND_WITH_HASH
                : AGGRESSIVE_SECOND_WITH_SIGNATURE;
    }

    static PayloadRules aggressiveThird(Authentication method) {
        return method.proofType(Role.INITIATOR) == HASH ? AGGRESSIVE_THIRD_WITH_HASH : AGGRESSIVE_THIRD_WITH_SIGNATURE;
    }

    /** The first thing that is wrong, if anything is. */
    Optional<Fault> check(PayloadChain chain) {
        List<Integer> types = chain.payloads().stream().map(Payload::type).toList();
        if (types.size() < leading.size() || !types.subList(0, leading.size()).equals(leading)) {
            return malformed("the first payloads are not " + names(leading));
        }
        for (Map.Entry<Integer, Integer> rule : exactly.entrySet()) {
            long there = types.stream().filter(rule.getKey()::equals).count();
            if (there != rule.getValue()) {
                return malformed(
                        there + " of " + PayloadType.nameOf(rule.getKey()) + ", there must be " + rule.getValue());
            }
        }
        for (Payload payload : chain.payloads()) {
            Optional<Fault> fault = unexpected(payload, types);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private Optional<Fault> unexpected(Payload payload, List<Integer> types) {
        int type = payload.type();
        if (type == VENDOR_ID || exactly.containsKey(type) || any.contains(type)) {
            return Optional.empty();
        }
        if (atMostOnce.contains(type)) {
            return types.stream().filter(t -> t == type).count() == 1
                    ? Optional.empty()
                    : malformed("more than one " + PayloadType.nameOf(type));
        }
        if (payload instanceof Payload.Unknown) {
            // RFC 2408 3.1 leaves 128 to 255 to private use: whoever does not know them passes them over.
            return type >= FIRST_PRIVATE || type == ABANDONED_DRAFT
                    ? Optional.empty()
                    : Optional.of(
                            new Fault(NotifyType.INVALID_PAYLOAD_TYPE, "unknown-payload", "payload type " + type));
        }
        return malformed(PayloadType.nameOf(type) + " does not belong into this message");
    }

    private static Optional<Fault> malformed(String detail) {
        return Optional.of(new Fault(NotifyType.PAYLOAD_MALFORMED, "unexpected-payloads", detail));
    }

    private static Map<Integer, Integer> once(int... types) {
        return Arrays.stream(types).boxed().collect(Collectors.toUnmodifiableMap(type -> type, type -> 1));
    }

    private static String names(List<Integer> types) {
        return String.join(", ", types.stream().map(PayloadType::nameOf).toList());
    }
}
