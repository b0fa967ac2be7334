package io.ikebus.negotiator.connection;

import io.ikebus.negotiator.auth.AuthenticationMethod;
import io.ikebus.negotiator.auth.ExtendedAuthentication;
import io.ikebus.negotiator.connection.Connection.Addresses;
import io.ikebus.negotiator.connection.Connection.RemoteAccess;
import io.ikebus.negotiator.connection.Connection.Side;
import io.ikebus.negotiator.connection.Connection.User;
import io.ikebus.protocol.bus.IpPrefix;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@link RemoteAccess} accepts. What JSON left out is null here, whatever its type says. */
final class RemoteAccessRules {
    static final int MOST_ENTRIES = 32;
    static final int LONGEST_NAME = 255;
    static final int LONGEST_BANNER = 1_000;

    private final List<Violation> violations = new ArrayList<>();

    private RemoteAccessRules() {}

    static List<Violation> validate(Connection connection) {
        RemoteAccessRules rules = new RemoteAccessRules();
        RemoteAccess access = connection.remoteAccess();
        if (access != null && access.user() != null) {
            rules.user(
                    access.user(),
                    connection.ike() == null ? null : connection.ike().authentication());
        }
        if (access != null && access.addresses() != null) {
            rules.addresses(access.addresses());
        }
        return rules.violations;
    }

    private void user(User user, @Nullable AuthenticationMethod method) {
        String at = "remoteAccess.user";
        check(at + ".side", user.side() != null, "is required");
        check(
                at + ".name",
                user.side() != Side.CLIENT || isName(user.name()),
                "is 1 to " + LONGEST_NAME + " printable characters, for a client");
        check(at + ".name", user.side() != Side.SERVER || user.name() == null, "is left out for a server");
        ExtendedAuthentication extended =
                user.hybrid() ? ExtendedAuthentication.HYBRID_INITIATOR : ExtendedAuthentication.INITIATOR;
        check(
                at + (user.hybrid() ? ".hybrid" : ""),
                method == null || method.id(extended).isPresent(),
                "goes with ike.authentication " + methodsBefore(extended));
    }

    private static String methodsBefore(ExtendedAuthentication extended) {
        return Arrays.stream(AuthenticationMethod.values())
                .filter(method -> method.id(extended).isPresent())
                .map(Enum::name)
                .collect(Collectors.joining(", "));
    }

    private static boolean isName(@Nullable String name) {
        return name != null
                && !name.isEmpty()
                && name.equals(name.strip())
                && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
                && name.codePoints().noneMatch(Character::isISOControl);
    }

    private void addresses(Addresses addresses) {
        String at = "remoteAccess.addresses";
        check(at + ".side", addresses.side() != null, "is required");
        boolean serves = addresses.side() == Side.SERVER;
        check(at + ".pool", !serves || isPool(addresses.pool()), "has 1 to " + MOST_ENTRIES + " IPv4 networks");
        check(at + ".pool", serves || addresses.pool().isEmpty(), "is left out for a client");
        check(
                at + ".dns",
                addresses.dns().size() <= MOST_ENTRIES
                        && addresses.dns().stream().allMatch(one -> one != null && one.isV4()),
                "has up to " + MOST_ENTRIES + " IPv4 addresses");
        check(
                at + ".splitInclude",
                addresses.splitInclude().size() <= MOST_ENTRIES
                        && addresses.splitInclude().stream()
                                .allMatch(one -> one != null && one.address().isV4()),
                "has up to " + MOST_ENTRIES + " IPv4 networks");
        check(at + ".domain", addresses.domain() == null || isName(addresses.domain()), "is a domain's name");
        check(
                at + ".banner",
                addresses.banner() == null
                        || addresses.banner().getBytes(StandardCharsets.UTF_8).length <= LONGEST_BANNER,
                "has up to " + LONGEST_BANNER + " octets");
    }

    private static boolean isPool(List<IpPrefix> pool) {
        return !pool.isEmpty()
                && pool.size() <= MOST_ENTRIES
                && pool.stream()
                        .allMatch(one -> Objects.nonNull(one) && one.address().isV4());
    }

    private void check(String field, boolean kept, String rule) {
        if (!kept) {
            violations.add(new Violation(field, rule));
        }
    }
}
