package io.ikebus.agent.install;

import io.ikebus.agent.kernel.Answer;
import io.ikebus.agent.kernel.Errno;
import io.ikebus.agent.kernel.Kernel;
import io.ikebus.agent.plan.Step;
import java.util.ArrayList;
import java.util.List;

/** What became of a plan: all of it happened, or none of it. */
sealed interface Execution {

    record Complete() implements Execution {}

    /**
     * @param touched whether the kernel was changed, if only for a moment
     * @param restored whether it is again what it was
     */
    record Failed(Errno errno, String detail, boolean touched, boolean restored) implements Execution {}

    static Execution run(List<Step> steps, Kernel kernel) {
        List<Step> done = new ArrayList<>();
        for (Step step : steps) {
            switch (kernel.apply(step.forward())) {
                case Answer.Done() -> done.add(step);
                case Answer.Refused(Errno errno, String detail) -> {
                    if (errno != step.goal()) {
                        return new Failed(errno, detail, !done.isEmpty(), undo(done, kernel));
                    }
                }
                case Answer.Unanswered(Errno errno, String detail) -> {
                    done.add(step);
                    return new Failed(errno, detail, true, undo(done, kernel));
                }
            }
        }
        return new Complete();
    }

    /** In reverse; false if the kernel may now differ from what it was. */
    private static boolean undo(List<Step> done, Kernel kernel) {
        boolean restored = true;
        for (Step step : done.reversed()) {
            restored &= step.backward() != null && isUndone(kernel.apply(step.backward()));
        }
        return restored;
    }

    /** To delete what is not there is no failure: the answer to its addition was lost, and so was the addition. */
    private static boolean isUndone(Answer answer) {
        return switch (answer) {
            case Answer.Done() -> true;
            case Answer.Refused(Errno errno, String detail) -> errno == Errno.ESRCH || errno == Errno.ENOENT;
            case Answer.Unanswered(Errno errno, String detail) -> false;
        };
    }
}
