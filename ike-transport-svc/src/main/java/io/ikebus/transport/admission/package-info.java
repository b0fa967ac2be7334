/**
 * Which datagrams get as far as Kafka: a chain of small filters, each with one question, before any state exists.
 *
 * <p>In: datagrams as they came. Out: {@link io.ikebus.transport.admission.Verdict}, with the decoded header, or the
 * reason of the drop. Order: size, header, exchange type, first message, rates, half-open pressure; what costs least
 * and says most comes first, and only the last one remembers anything. Established sessions pass by the limits of
 * strangers and have their own.
 *
 * <p>IKE fragments (payload 132) are messages like any other here; {@link io.ikebus.transport.fragment} puts them together
 * behind the last filter.
 */
@NullMarked
package io.ikebus.transport.admission;

import org.jspecify.annotations.NullMarked;
