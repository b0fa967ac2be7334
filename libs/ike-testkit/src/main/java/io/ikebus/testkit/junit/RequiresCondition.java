package io.ikebus.testkit.junit;

import io.ikebus.testkit.Prerequisites;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

final class RequiresCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> missing = AnnotationSupport.findAnnotation(context.getElement(), Requires.class)
                .flatMap(requires -> Prerequisites.missing(requires.value()));
        // Surefire keeps the reason of a skip in its XML alone.
        missing.ifPresent(reason -> System.out.println("SKIPPED " + context.getDisplayName() + ": " + reason));
        return missing.map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("all it requires is here"));
    }
}
