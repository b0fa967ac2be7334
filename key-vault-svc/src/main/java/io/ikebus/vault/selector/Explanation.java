package io.ikebus.vault.selector;

import java.util.List;
import java.util.Optional;

/**
 * Why a question is answered by the credential that answers it.
 *
 * @param fitting what fits, the best first
 * @param missing what does not fit, by name
 */
public record Explanation<C extends SelectorIndex.Selectable>(List<Standing<C>> fitting, List<Miss<C>> missing) {

    /**
     * One that fits.
     *
     * @param decidedBy of the best: what put it before the second; of the others: what put the best before them. Empty if
     *     there is no second, or only the name decides
     */
    public record Standing<C>(C one, Optional<Criterion> decidedBy) {}

    /** One that does not fit, and the first kind of its selectors that does not. */
    public record Miss<C>(C one, SelectorKind kind) {}

    public Explanation {
        fitting = List.copyOf(fitting);
        missing = List.copyOf(missing);
    }
}
