package io.ikebus.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ikebus.testkit.pki.IssuedCertificate;
import io.ikebus.testkit.pki.LocalAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka client whose files are replaced while it is connected. */
class ReloadingSslEngineFactoryTest {
    @TempDir
    Path directory;

    /** Shakes hands, notes who came, and says nothing else. */
    private static final class Listener implements AutoCloseable {
        final List<String> callers = new CopyOnWriteArrayList<>();
        private final SSLServerSocket door;
        private volatile @Nullable SSLSocket caller;

        Listener(IssuedCertificate own) throws IOException {
            door = (SSLServerSocket) new CurrentTls(own.keystore(), own.trust())
                    .context()
                    .getServerSocketFactory()
                    .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
            door.setNeedClientAuth(true);
            Thread.ofPlatform().daemon().start(this::listen);
        }

        private void listen() {
            while (!door.isClosed()) {
                try {
                    SSLSocket accepted = (SSLSocket) door.accept();
                    accepted.startHandshake();
                    callers.add(accepted.getSession().getPeerPrincipal().getName());
                    caller = accepted;
                } catch (SSLException e) {
                    callers.add("refused");
                } catch (IOException e) {
                    // Closed, or hung up on.
                }
            }
        }

        String address() {
            return "localhost:" + door.getLocalPort();
        }

        void hangUp() throws IOException {
            SSLSocket connected = caller;
            if (connected != null) {
                connected.close();
            }
        }

        @Override
        public void close() throws IOException {
            door.close();
            hangUp();
        }
    }

    private Map<String, Object> settings(Listener listener, Path keystore, Path trust) {
        return Map.of(
                "bootstrap.servers", listener.address(),
                "security.protocol", "SSL",
                "ssl.engine.factory.class", ReloadingSslEngineFactory.class.getName(),
                "ssl.keystore.location", keystore.toString(),
                "ssl.truststore.location", trust.toString(),
                "reconnect.backoff.ms", "20",
                "reconnect.backoff.max.ms", "50");
    }

    @Test
    void aNewConnectionComesWithTheNewCertificateAndTheOneThatIsOpenStays() throws Exception {
        // Given
        LocalAuthority authority = LocalAuthority.create(directory.resolve("pki"));
        Path keystore = directory.resolve("own.pem");
        Files.copy(authority.issue("agent:first").keystore(), keystore);
        try (Listener listener = new Listener(authority.issue("broker"));
                Admin client = Admin.create(settings(listener, keystore, authority.trust()))) {
            var unanswered = client.describeCluster();
            await().until(() -> listener.callers.contains("CN=agent:first"));
            // When
            Path next = Files.copy(authority.issue("agent:second").keystore(), directory.resolve("own.pem.new"));
            Files.move(next, keystore, StandardCopyOption.ATOMIC_MOVE);
            // Then
            assertThat(listener.callers).containsOnly("CN=agent:first");
            // When
            listener.hangUp();
            // Then
            await().until(() -> listener.callers.getLast().equals("CN=agent:second"));
            assertThat(unanswered.nodes().isDone()).isFalse();
            client.close(Duration.ZERO);
        }
    }

    @Test
    void aFileThatCannotBeReadLeavesWhatWasThere() throws Exception {
        // Given
        LocalAuthority authority = LocalAuthority.create(directory.resolve("pki"));
        Path keystore = directory.resolve("own.pem");
        Files.copy(authority.issue("agent:first").keystore(), keystore);
        CurrentTls tls = new CurrentTls(keystore, authority.trust());
        var before = tls.context();
        // When
        Files.writeString(keystore, "half a file");
        // Then
        assertThat(tls.context()).isSameAs(before);
        // When
        Files.copy(authority.issue("agent:second").keystore(), keystore, StandardCopyOption.REPLACE_EXISTING);
        // Then
        assertThat(tls.context()).isNotSameAs(before);
    }

    @Test
    void aClientIsNotMadeWithFilesThatAreNotGood() throws Exception {
        LocalAuthority authority = LocalAuthority.create(directory.resolve("pki"));
        try (Listener listener = new Listener(authority.issue("broker"))) {
            Map<String, Object> settings = settings(listener, directory.resolve("missing"), authority.trust());

            assertThatThrownBy(() -> Admin.create(settings)).rootCause().hasMessageContaining("missing");
        }
    }
}
