package io.ikebus.transport.admission;

import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.Refusal;
import io.ikebus.transport.datagram.Admit;
import io.ikebus.transport.datagram.Drop;
import io.ikebus.transport.datagram.Outcome;
import java.util.Set;

/** The exchanges of RFC 2409, and the Transaction exchange of ModeCfg. */
record ExchangeFilter() implements Filter {
    private static final Set<Integer> KNOWN = Set.of(
            ExchangeType.MAIN_MODE,
            ExchangeType.AGGRESSIVE_MODE,
            ExchangeType.INFORMATIONAL,
            ExchangeType.TRANSACTION,
            ExchangeType.QUICK_MODE,
            ExchangeType.NEW_GROUP_MODE);

    // RFC 2408 5.2: "Determine if the Exchange Type is valid."
    @Override
    public Outcome check(Candidate candidate) {
        int type = candidate.header().exchangeType();
        return KNOWN.contains(type)
                ? Admit.ADMITTED
                : new Drop(Refusal.WRONG_EXCHANGE_TYPE.code(), "exchange type " + type);
    }
}
