package io.ikebus.vault.selector;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The kinds of selectors, in the order in which they are looked at. */
public enum SelectorKind {
    CONNECTIONS("connections", Selectors::connections, question -> Optional.of(question.connection())),
    LOCAL_IDENTITIES("localIdentities", Selectors::localIdentities, Question::localIdentity),
    GATEWAYS("gateways", Selectors::gateways, question -> Optional.of(question.gateway())),
    PEER_ADDRESSES("peerAddresses", Selectors::peerAddresses, question -> Optional.of(question.peerAddress())),
    PEER_IDENTITIES("peerIdentities", Selectors::peerIdentities, Question::peerIdentity);

    private final String text;
    private final Function<Selectors, List<?>> given;
    private final Function<Question, Optional<?>> asked;

    SelectorKind(String text, Function<Selectors, List<?>> given, Function<Question, Optional<?>> asked) {
        this.text = text;
        this.given = given;
        this.asked = asked;
    }

    /** What the selectors have of this kind. */
    public List<String> given(Selectors selectors) {
        return given.apply(selectors).stream().map(Object::toString).toList();
    }

    /** What the question has of it; empty if it is not known. */
    public Optional<String> asked(Question question) {
        return asked.apply(question).map(Object::toString);
    }

    /** As the field in JSON. */
    @Override
    public String toString() {
        return text;
    }
}
