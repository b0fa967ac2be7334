package io.ikebus.negotiator.lease;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.LeaseRequest;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Grants addresses. An address of a gateway is one session's at a time. An owner gets the address that it had the last
 * time, if no other owner has it: a new session of the same owner takes it over from the old one, as it does the child SAs.
 * Else it gets the first free one from a place on that follows from its name.
 *
 * <pre>
 * session/GATEWAY/COOKIE     its address
 * address/GATEWAY/ADDRESS    the session that has it, and behind a blank its owner
 * owner/GATEWAY/NAME         the address that it had last
 * </pre>
 */
public final class Leases {
    private final Memory memory;

    /** What has been granted. */
    public interface Memory {
        @Nullable
        String get(String key);

        void put(String key, String value);

        void remove(String key);
    }

    public Leases(Memory memory) {
        this.memory = memory;
    }

    /** The same address for the same session, however often it asks; empty if no address of the pool is free. */
    public Optional<IpAddress> claim(LeaseRequest.Claim claim) {
        GatewayId gateway = claim.session().gateway();
        String had = memory.get(session(claim));
        if (had != null) {
            return Optional.of(IpAddress.parse(had));
        }
        Optional<IpAddress> found = last(claim).or(() -> firstFree(claim));
        found.ifPresent(address -> {
            String before = memory.get(holder(gateway, address));
            if (before != null) {
                memory.remove("session/" + before.substring(0, before.indexOf(' ')));
            }
            memory.put(session(claim), address.toString());
            memory.put(holder(gateway, address), claim.session() + " " + claim.owner());
            memory.put(owner(claim), address.toString());
        });
        return found;
    }

    /** What is not held any more is released a second time without harm. */
    public void release(LeaseRequest.Release release) {
        String address = memory.get(session(release));
        if (address != null) {
            memory.remove(session(release));
            memory.remove(holder(release.session().gateway(), IpAddress.parse(address)));
        }
    }

    private Optional<IpAddress> last(LeaseRequest.Claim claim) {
        return Optional.ofNullable(memory.get(owner(claim)))
                .map(IpAddress::parse)
                .filter(address -> claim.pool().stream().anyMatch(prefix -> mayGive(prefix, address)))
                .filter(address -> isFree(claim, address) || isOfOwner(claim, address));
    }

    private boolean isOfOwner(LeaseRequest.Claim claim, IpAddress address) {
        String holder = memory.get(holder(claim.session().gateway(), address));
        return holder != null && holder.substring(holder.indexOf(' ') + 1).equals(claim.owner());
    }

    private Optional<IpAddress> firstFree(LeaseRequest.Claim claim) {
        long size = claim.pool().stream().mapToLong(Leases::size).sum();
        long start = Integer.toUnsignedLong(claim.owner().hashCode()) % Math.max(size, 1);
        for (long i = 0; i < size; i++) {
            IpAddress address = at(claim.pool(), (start + i) % size);
            if (isFree(claim, address)) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    private boolean isFree(LeaseRequest.Claim claim, IpAddress address) {
        return memory.get(holder(claim.session().gateway(), address)) == null;
    }

    private static IpAddress at(List<IpPrefix> pool, long index) {
        long rest = index;
        for (IpPrefix prefix : pool) {
            if (rest < size(prefix)) {
                long number = prefix.address().octets().u32(0) + rest + (hasEnds(prefix) ? 1 : 0);
                return new IpAddress(Octets.ofNumber(number, 4));
            }
            rest -= size(prefix);
        }
        throw new IllegalStateException("an index within the pool");
    }

    private static long size(IpPrefix prefix) {
        return (1L << prefix.address().bits() - prefix.length()) - (hasEnds(prefix) ? 2 : 0);
    }

    /** The first address of a network is its name, the last one reaches all: nobody gets these. */
    private static boolean hasEnds(IpPrefix prefix) {
        return prefix.length() < prefix.address().bits() - 1;
    }

    private static boolean mayGive(IpPrefix prefix, IpAddress address) {
        if (!prefix.contains(address)) {
            return false;
        }
        long offset = address.octets().u32(0) - prefix.address().octets().u32(0);
        return !hasEnds(prefix) || (offset > 0 && offset <= size(prefix));
    }

    private static String session(LeaseRequest request) {
        return "session/" + request.session();
    }

    private static String holder(GatewayId gateway, IpAddress address) {
        return "address/" + gateway + "/" + address;
    }

    private static String owner(LeaseRequest.Claim claim) {
        return "owner/" + claim.session().gateway() + "/" + claim.owner();
    }
}
