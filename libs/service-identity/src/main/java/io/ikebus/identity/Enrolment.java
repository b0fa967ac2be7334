package io.ikebus.identity;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The first start of a service that has a token and no certificate. Its key is on disk before the vault is asked, so that
 * a service that dies before the answer comes asks again with the same key, and gets the same certificate.
 */
public final class Enrolment {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final URI vault;
    private final String role;
    private final String gateway;
    private final IdentityFiles files;
    private final Path trust;

    /**
     * @param role {@code agent} or {@code transport}
     * @param trust PEM: whom the vault's certificate is from
     */
    public Enrolment(URI vault, String role, String gateway, IdentityFiles files, Path trust) {
        this.vault = vault;
        this.role = role;
        this.gateway = gateway;
        this.files = files;
        this.trust = trust;
    }

    /**
     * Nothing if there is an identity already; else asks until the vault answers.
     *
     * @throws IllegalArgumentException with what the operator can do: the vault refuses the token, or a file is not good
     */
    public void ensure(Path tokenFile) throws InterruptedException {
        try {
            if (files.isPresent()) {
                files.repair();
                return;
            }
            String token =
                    Files.readString(tokenFile, StandardCharsets.US_ASCII).strip();
            KeyAndRequest own = pending();
            files.write(new Identity(own.key(), ask(token, own.request()).chain()));
            Files.deleteIfExists(files.pending());
            say("enrolled as " + role + ":" + gateway);
        } catch (IOException e) {
            throw new IllegalArgumentException("a file of the enrolment cannot be used: " + e, e);
        }
    }

    private KeyAndRequest pending() throws IOException {
        if (Files.exists(files.pending())) {
            return KeyAndRequest.parse(Files.readString(files.pending(), StandardCharsets.US_ASCII));
        }
        KeyAndRequest made = KeyAndRequest.generate(role + ":" + gateway);
        IdentityFiles.write(files.pending(), made.pem());
        return made;
    }

    private VaultDoor.Answer.Issued ask(String token, String request) throws InterruptedException {
        VaultDoor door = new VaultDoor(vault);
        CurrentTls tls = new CurrentTls(null, trust);
        Duration pause = FIRST_PAUSE;
        while (true) {
            switch (door.enrol(tls.context(), token, role, gateway, request)) {
                case VaultDoor.Answer.Issued issued -> {
                    return issued;
                }
                case VaultDoor.Answer.Refused(String reason) ->
                    throw new IllegalArgumentException(reason + "; ask a vault-admin for another token");
                case VaultDoor.Answer.Away(String reason) -> {
                    say("not enrolled yet: " + reason + "; trying again in " + pause.toMillis() + " ms");
                    Thread.sleep(pause);
                    Duration next = pause.multipliedBy(2);
                    pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
                }
            }
        }
    }

    /** This comes before Quarkus, and logging with it. */
    private static void say(String sentence) {
        System.err.println(sentence);
    }
}
