package io.ikebus.identity;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Gets the next certificate at two thirds of the present one's life, and puts it in its place. */
public final class Renewal {
    private static final Logger LOG = Logger.getLogger(Renewal.class);
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(10);
    private static final Duration SHORTEST_SLEEP = Duration.ofSeconds(1);
    private static final int TRIES = 30;

    private final VaultDoor door;
    private final IdentityFiles files;
    private final CurrentTls tls;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Thread thread;

    /** @param trust PEM: whom the vault's certificate is from */
    public Renewal(URI vault, IdentityFiles files, Path trust, InstantSource clock, RandomGenerator random) {
        this.door = new VaultDoor(vault);
        this.files = files;
        this.tls = new CurrentTls(files.keystore(), trust);
        this.clock = clock;
        this.random = random;
        this.thread = Thread.ofPlatform().name("certificate-renewal").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    /** Up to a twentieth of its life earlier than two thirds, so that a fleet does not come all at once. */
    static Instant due(X509Certificate certificate, RandomGenerator random) {
        Instant from = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(from, certificate.getNotAfter().toInstant());
        return from.plus(life.multipliedBy(2).dividedBy(3)).minusMillis(random.nextLong(life.toMillis() / 20 + 1));
    }

    private void run() {
        try {
            X509Certificate present = null;
            Instant due = Instant.MAX;
            while (true) {
                try {
                    X509Certificate now = Identity.read(files.keystore()).certificate();
                    if (!now.equals(present)) {
                        present = now;
                        due = due(now, random);
                    }
                    if (!clock.instant().isBefore(due)) {
                        renew(now);
                        continue;
                    }
                } catch (IOException | IllegalArgumentException e) {
                    LOG.errorf("%s cannot be used: %s", files.keystore(), e.getMessage());
                }
                Thread.sleep(within(Duration.between(clock.instant(), due)));
            }
        } catch (InterruptedException _) {
            LOG.debug("the renewal ends");
        }
    }

    private void renew(X509Certificate present) throws IOException, InterruptedException {
        String name = present.getSubjectX500Principal().getName().replaceFirst("^CN=", "");
        KeyAndRequest next = KeyAndRequest.generate(name);
        Duration left = Duration.between(clock.instant(), present.getNotAfter().toInstant());
        switch (door.renew(tls.context(), next.request())) {
            case VaultDoor.Answer.Issued(var chain) -> {
                files.write(new Identity(next.key(), chain));
                LOG.infof(
                        "the certificate is renewed, good until %s",
                        chain.getFirst().getNotAfter().toInstant());
            }
            case VaultDoor.Answer.Refused(String reason) -> later(reason, left);
            case VaultDoor.Answer.Away(String reason) -> later(reason, left);
        }
    }

    private static void later(String reason, Duration left) throws InterruptedException {
        Duration pause = within(left.dividedBy(TRIES));
        LOG.warnf(
                "the certificate is not renewed, and good for %d s more: %s; trying again in %d s",
                left.toSeconds(), reason, pause.toSeconds());
        Thread.sleep(pause);
    }

    private static Duration within(Duration wanted) {
        if (wanted.compareTo(SHORTEST_SLEEP) < 0) {
            return SHORTEST_SLEEP;
        }
        return wanted.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : wanted;
    }
}
