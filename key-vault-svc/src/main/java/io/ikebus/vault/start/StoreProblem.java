package io.ikebus.vault.start;

import io.ikebus.vault.holdings.StoreUnavailableException;
import io.ikebus.vault.problem.ProblemException;
import io.ikebus.vault.problem.ProblemMappers;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A database that is away is a 503: the caller may ask again. */
public final class StoreProblem {

    @ServerExceptionMapper
    public Response away(StoreUnavailableException exception) {
        return ProblemMappers.answer(ProblemException.unavailable(
                        "the database is away: the vault answers what it has in memory and refuses changes")
                .problem());
    }
}
