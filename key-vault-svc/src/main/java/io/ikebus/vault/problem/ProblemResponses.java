package io.ikebus.vault.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;

/** Says of every operation in the OpenAPI document what its refusals look like. */
@OpenApiFilter
public final class ProblemResponses implements OASFilter {

    @Override
    public Operation filterOperation(Operation operation) {
        var problem =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/Problem"));
        var response = OASFactory.createAPIResponse()
                .description("What is wrong, as RFC 9457 has it")
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, problem));
        operation.getResponses().addAPIResponse("default", response);
        return operation;
    }
}
