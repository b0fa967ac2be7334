package io.ikebus.vault.explanation;

import io.ikebus.vault.explanation.ExplainAnswer.Fitting;
import io.ikebus.vault.explanation.ExplainAnswer.Missing;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.UserSide;
import io.ikebus.vault.selector.Criterion;
import io.ikebus.vault.selector.Explanation;
import io.ikebus.vault.selector.Question;
import io.ikebus.vault.signature.SignatureMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the credentials that compete for a question and says how they stand. */
final class Explaining {
    private static final int MOST_SHOWN = 10;

    private Explaining() {}

    static ExplainAnswer answer(Holdings holdings, ExplainRequest request) {
        Explanation<Credential> explanation = holdings.index(kind(request)).explain(request.question());
        List<Fitting> fitting = fitting(explanation);
        List<Missing> missing = new ArrayList<>(explanation.missing().stream()
                .map(miss -> missing(miss, request.question()))
                .toList());
        missing.addAll(otherKinds(holdings, request));
        missing.addAll(resting(holdings, request));
        missing.sort(Comparator.comparing(Missing::credential));
        return new ExplainAnswer(
                fitting.isEmpty() ? null : fitting.getFirst().credential(),
                fitting.size(),
                first(fitting, request.most()),
                missing.size(),
                first(missing, request.most()),
                first(List.copyOf(holdings.damagedCredentials()), request.most()),
                fitting.isEmpty()
                        ? List.of()
                        : formers(holdings, fitting.getFirst().credential()));
    }

    private static List<String> formers(Holdings holdings, String winner) {
        return holdings.formersOf(winner).stream().map(Credential::name).toList();
    }

    private static String kind(ExplainRequest request) {
        return switch (request.use()) {
            case SIGNING_KEY -> Credential.signing(method(request).key());
            case XAUTH_USER ->
                Credential.user(
                        Objects.requireNonNullElse(request.side(), UserSide.SERVER),
                        Objects.requireNonNull(request.user()).text());
            case PSK, DECRYPTION_KEY, PEER_PUBLIC_KEY, TRUST_ANCHOR, REVOCATION_LIST ->
                request.use().toString();
        };
    }

    private static SignatureMethod method(ExplainRequest request) {
        return Objects.requireNonNull(request.method());
    }

    private static List<Fitting> fitting(Explanation<Credential> explanation) {
        List<Fitting> all = new ArrayList<>();
        boolean alone = explanation.fitting().size() == 1;
        for (Explanation.Standing<Credential> standing : explanation.fitting()) {
            Optional<Criterion> decided = standing.decidedBy();
            all.add(new Fitting(
                    standing.one().name(),
                    all.isEmpty(),
                    alone ? null : decided.map(Criterion::toString).orElse("name"),
                    alone
                            ? null
                            : "the winner " + decided.map(Criterion::virtue).orElse("comes first by name")));
        }
        return all;
    }

    private static Missing missing(Explanation.Miss<Credential> miss, Question question) {
        return new Missing(
                miss.one().name(),
                miss.kind().toString(),
                miss.kind().asked(question).orElse(null),
                first(miss.kind().given(miss.one().selectors()), MOST_SHOWN));
    }

    /** Signing keys that this method does not sign with. Users of other names are nobody's business here. */
    private static List<Missing> otherKinds(Holdings holdings, ExplainRequest request) {
        if (request.use() != CredentialType.SIGNING_KEY) {
            return List.of();
        }
        String asked = kind(request);
        Stream<Credential> others = holdings.ofType(CredentialType.SIGNING_KEY)
                .filter(one -> !one.isFormer() && !one.kind().equals(asked));
        return others.map(one ->
                        new Missing(one.name(), "method", method(request).toString(), List.of(one.signingKind())))
                .toList();
    }

    /** What would compete if it were used. */
    private static List<Missing> resting(Holdings holdings, ExplainRequest request) {
        return holdings.credentials().values().stream()
                .filter(one -> one.is(request.use()) && !one.isFormer())
                .flatMap(one -> one.rest(holdings.moment()).stream()
                        .map(rest -> new Missing(one.name(), rest.field(), null, List.of())))
                .toList();
    }

    private static <T> List<T> first(List<T> all, int most) {
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }
}
