package io.ikebus.agent.install;

import io.ikebus.agent.plan.Fingerprint;
import io.ikebus.agent.plan.HeldSa;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaDescription.Mark;
import io.ikebus.protocol.octets.Secret;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a command to the SA it wants: checks the rules, opens the keys. */
final class WantedSas {
    private final KeyOpener keys;
    private final InstantSource clock;
    private final Fingerprints fingerprints = new Fingerprints(new SecureRandom());

    WantedSas(KeyOpener keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    sealed interface Wanted {
        /** The caller destroys {@code keymat}. */
        record Opened(HeldSa sa, Secret keymat) implements Wanted {}

        record Refused(String reason, String detail) implements Wanted {}
    }

    Wanted of(SaCommand.Install command) {
        Optional<String> violation =
                CommandRules.violation(command.id(), command.connection(), command.sa(), command.policies());
        if (violation.isPresent()) {
            return new Wanted.Refused(Reasons.BAD_COMMAND, violation.get());
        }
        Optional<Secret> opened = keys.open(command.id(), command.sealedKeys());
        if (opened.isEmpty()) {
            return new Wanted.Refused(Reasons.UNSEALABLE, "the keys are not sealed to this agent for this SA");
        }
        Secret keymat = opened.get();
        int octets = command.sa().transform().keymatOctets();
        if (keymat.length() != octets) {
            String detail = command.sa().transform() + " takes " + octets + " octets of KEYMAT, not " + keymat.length();
            keymat.destroy();
            return new Wanted.Refused(Reasons.BAD_KEYMAT, detail);
        }
        return new Wanted.Opened(withFingerprint(command, fingerprints.of(keymat)), keymat);
    }

    Wanted of(SaCommand.Update command) {
        return of(asInstall(command));
    }

    /** For an SA whose keys cannot be opened any more, because the agent's own key was lost. */
    HeldSa withoutKey(SaCommand.Install command) {
        return withFingerprint(command, Fingerprint.UNKNOWN);
    }

    /** The SA that a command leaves the policies of; empty if it never could be installed. */
    Optional<HeldSa> closed(SaCommand.Close command) {
        boolean isSound = CommandRules.violation(command.id(), command.connection(), command.sa(), command.policies())
                .isEmpty();
        return isSound
                ? Optional.of(new HeldSa(
                        command.id(),
                        command.session(),
                        command.connection(),
                        normal(command.sa()),
                        command.policies().stream().map(WantedSas::normal).toList(),
                        Fingerprint.UNKNOWN,
                        false,
                        clock.instant()))
                : Optional.empty();
    }

    /** An update says all that an install says. */
    static SaCommand.Install asInstall(SaCommand.Update command) {
        return new SaCommand.Install(
                command.v(),
                command.session(),
                command.connection(),
                command.id(),
                command.sa(),
                command.policies(),
                command.sealedKeys(),
                command.at());
    }

    Fingerprint fingerprint(@Nullable Secret keymat) {
        return keymat == null ? Fingerprint.UNKNOWN : fingerprints.of(keymat);
    }

    private HeldSa withFingerprint(SaCommand.Install command, Fingerprint fingerprint) {
        return new HeldSa(
                command.id(),
                command.session(),
                command.connection(),
                normal(command.sa()),
                command.policies().stream().map(WantedSas::normal).toList(),
                fingerprint,
                true,
                clock.instant());
    }

    /** To a kernel an interface id of 0 and a mark that matches everything are none, and so it shows them. */
    private static SaDescription normal(SaDescription sa) {
        return new SaDescription(
                sa.direction(),
                sa.source(),
                sa.mode(),
                sa.transform(),
                sa.reqid(),
                sa.replayWindow(),
                sa.extendedSequenceNumbers(),
                sa.encapsulation(),
                sa.lifetime(),
                normal(sa.mark()),
                normal(sa.interfaceId()));
    }

    private static PolicyDescription normal(PolicyDescription policy) {
        return new PolicyDescription(
                policy.direction(),
                policy.source(),
                policy.destination(),
                policy.protocol(),
                policy.sourcePort(),
                policy.destinationPort(),
                policy.priority(),
                policy.tunnelSource(),
                policy.tunnelDestination(),
                policy.ipsecProtocol(),
                policy.mode(),
                policy.reqid(),
                normal(policy.mark()),
                normal(policy.interfaceId()),
                policy.outerProtocol());
    }

    private static @Nullable Mark normal(@Nullable Mark mark) {
        return mark == null || (mark.value() | mark.mask()) == 0 ? null : mark;
    }

    private static @Nullable Integer normal(@Nullable Integer interfaceId) {
        return interfaceId == null || interfaceId == 0 ? null : interfaceId;
    }
}
