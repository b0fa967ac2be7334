package io.ikebus.vault.credential;

import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.Keeping;
import io.ikebus.vault.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Labels that a credential must have to be listed: of all of them, or none are asked for and all credentials have them. */
record LabelFilter(List<Wanted> wanted) {
    static final LabelFilter ANY = new LabelFilter(List.of());

    private static final Pattern NAME = Pattern.compile(CredentialRequest.LABEL);

    /** @param value empty if any will do */
    record Wanted(String name, Optional<String> value) implements Predicate<Map<String, String>> {
        @Override
        public boolean test(Map<String, String> labels) {
            return labels.containsKey(name)
                    && value.map(labels.get(name)::equals).orElse(true);
        }
    }

    /**
     * @param texts {@code name}, or {@code name=value} with all that follows the first equals sign as value
     * @throws ProblemException if one of them is no label that a credential can have, or there are too many
     */
    static LabelFilter parse(List<String> texts) {
        if (texts.size() > CredentialRequest.MOST_LABELS) {
            throw ProblemException.field("label", "is given at most " + CredentialRequest.MOST_LABELS + " times");
        }
        return new LabelFilter(texts.stream().map(LabelFilter::wanted).toList());
    }

    private static Wanted wanted(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        Optional<String> value = equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1));
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.field("label", CredentialRequest.LABEL_RULE + "; after it may stand = and a value");
        }
        if (value.filter(one -> one.length() > CredentialRequest.LONGEST_LABEL).isPresent()) {
            throw ProblemException.field(
                    "label", "a label's value has at most " + CredentialRequest.LONGEST_LABEL + " characters");
        }
        return new Wanted(name, value);
    }

    boolean takes(Credential credential) {
        Keeping keeping = credential.content().keeping();
        Map<String, String> labels = keeping == null ? Map.of() : keeping.labels();
        return wanted.stream().allMatch(one -> one.test(labels));
    }
}
