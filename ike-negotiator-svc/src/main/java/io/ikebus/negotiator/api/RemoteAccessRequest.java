package io.ikebus.negotiator.api;

import static io.ikebus.negotiator.api.ConnectionRequest.or;
import static io.ikebus.negotiator.api.ConnectionRequest.required;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Connection.Side;
import io.ikebus.negotiator.connection.Connection.Way;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** {@link Connection.RemoteAccess} as it is put. */
@Schema(name = "RemoteAccess")
record RemoteAccessRequest(@Nullable User user, @Nullable Addresses addresses) {

    @Schema(name = "RemoteUser", description = "XAUTH: a user name and a password after phase 1.")
    record User(
            @Schema(required = true, description = "The server asks.") @Nullable
            Side side,

            @Schema(description = "Who we are, for a client; the vault has the password.", examples = "alice") @Nullable
            String name,

            @Schema(defaultValue = "false", description = "The client proves nothing else; the server signs.") @Nullable
            Boolean hybrid) {}

    @Schema(
            name = "RemoteAddresses",
            description = "Mode Config. The selectors of children that hold the address are narrowed to it.")
    record Addresses(
            @Schema(required = true, description = "The server gives.") @Nullable
            Side side,

            @Schema(defaultValue = "PULL", description = "The same at both ends.") @Nullable
            Way way,

            @Schema(implementation = String[].class, examples = "[\"10.9.0.0/24\"]") @Nullable
            List<IpPrefix> pool,

            @Schema(implementation = String[].class) @Nullable
            List<IpAddress> dns,

            @Schema(implementation = String[].class) @Nullable
            List<IpPrefix> splitInclude,

            @Nullable String domain,
            @Nullable String banner) {}

    /**
     * Null if nothing is wanted.
     *
     * @throws RefusedException naming the first member that is required and missing
     */
    Connection.@Nullable RemoteAccess read() {
        return user == null && addresses == null
                ? null
                : new Connection.RemoteAccess(
                        user == null ? null : read(user), addresses == null ? null : read(addresses));
    }

    private static Connection.User read(User user) {
        return new Connection.User(
                required("remoteAccess.user.side", user.side()), user.name(), or(user.hybrid(), false));
    }

    private static Connection.Addresses read(Addresses addresses) {
        return new Connection.Addresses(
                required("remoteAccess.addresses.side", addresses.side()),
                or(addresses.way(), Way.PULL),
                or(addresses.pool(), List.of()),
                or(addresses.dns(), List.of()),
                or(addresses.splitInclude(), List.of()),
                addresses.domain(),
                addresses.banner());
    }
}
