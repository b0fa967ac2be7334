package io.ikebus.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.local.api.Answer;
import io.ikebus.local.api.Api;
import io.ikebus.local.child.Child;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Asks a service's health endpoint (MicroProfile Health) until it is up. */
public final class Readiness {

    public static final String UP = "up";

    private static final Duration ASK_AGAIN = Duration.ofMillis(250);

    private Readiness() {}

    /** One look: {@link #UP}, or what is not. */
    public static String look(Api api, String url) {
        try {
            Answer answer = api.get(url + "/q/health/ready");
            return answer.status() == 200 ? UP : notUp(answer);
        } catch (IOException e) {
            return "no answer";
        }
    }

    /** @throws StackFailure if the child ends or is not ready in time */
    static void await(Api api, String url, Child child, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        String seen = "no answer";
        while (System.nanoTime() < deadline) {
            seen = look(api, url);
            if (seen.equals(UP)) {
                return;
            }
            if (!child.isAlive()) {
                throw new StackFailure(child.obituary());
            }
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
        }
        throw new StackFailure(
                child.name() + " is not ready after " + patience.toSeconds() + " s (" + seen + ")" + child.lastWords());
    }

    private static String notUp(Answer answer) {
        List<String> down = new ArrayList<>();
        for (JsonNode check : answer.body().path("checks")) {
            if (!check.path("status").asText().equals("UP")) {
                down.add(check.path("name").asText() + " " + check.path("data"));
            }
        }
        return down.isEmpty() ? answer.sentence() : "down: " + String.join(", ", down);
    }
}
