package io.ikebus.local.stack;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How a stack shall be.
 *
 * @param home the repository, whose built services are run
 * @param directory where state, logs and data go
 * @param keepData whether the data of the stack before in this directory is used again
 * @param basePort the first of the TCP ports; free ones are found if empty
 * @param addressBase the first three octets of the gateways' addresses, below 127; a free one is found if empty
 * @param ikePort UDP, in place of 500
 * @param nattPort UDP, in place of 4500
 * @param brief whether it lives for a minute, so that coming up soon matters more than running fast
 * @param partitions of each topic that is keyed by session
 * @param without names of services that are configured but not started, because somebody else will
 */
public record StackOptions(
        Path home,
        Path directory,
        boolean keepData,
        boolean brief,
        OptionalInt basePort,
        Optional<String> addressBase,
        OptionalInt ikePort,
        OptionalInt nattPort,
        int partitions,
        Set<String> without) {
    public StackOptions {
        without = Set.copyOf(without);
    }
}
