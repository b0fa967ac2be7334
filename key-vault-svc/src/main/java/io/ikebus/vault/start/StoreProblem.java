package io.ikebus.vault.start;

import io.ikebus.vault.holdings.StoreUnavailableException;
import io.ikebus.vault.keytoken.TokenUnavailableException;
import io.ikebus.vault.masterkey.MasterKeyUnavailableException;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import io.ikebus.vault.problem.ProblemMappers;
import io.ikebus.vault.problem.RefusedRequest;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A database or a master key that is away is a 503: the caller may ask again. */
public final class StoreProblem {
    private static final Logger LOG = Logger.getLogger(StoreProblem.class);

    private final Event<RefusedRequest> refused;

    StoreProblem(Event<RefusedRequest> refused) {
        this.refused = refused;
    }

    @ServerExceptionMapper
    public Response locked(MasterKeyUnavailableException exception) {
        LOG.error("the master key cannot be used", exception);
        return answer("the device with the master key does not answer");
    }

    @ServerExceptionMapper
    public Response noKey(TokenUnavailableException exception) {
        LOG.error("a key in the token cannot be used", exception);
        return answer("the token with this credential's key does not answer, or has not got the key");
    }

    @ServerExceptionMapper
    public Response away(StoreUnavailableException exception) {
        return answer("the database is away: the vault answers what it has in memory and refuses changes");
    }

    private Response answer(String detail) {
        Problem problem = ProblemException.unavailable(detail).problem();
        refused.fire(new RefusedRequest(problem, true));
        return ProblemMappers.answer(problem);
    }
}
