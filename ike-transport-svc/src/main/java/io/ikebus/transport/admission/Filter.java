package io.ikebus.transport.admission;

import io.ikebus.transport.datagram.Outcome;

/** One question about a candidate. Asked on one thread. */
interface Filter {
    Outcome check(Candidate candidate);
}
