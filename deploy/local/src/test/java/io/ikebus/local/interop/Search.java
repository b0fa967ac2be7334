package io.ikebus.local.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.octets.Octets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Looks through all records of all topics, and the broker's own files, for the secrets of this run. */
final class Search {

    private final Records records;
    private final List<Row> held;
    private final Set<String> espKeys;
    private final String peerLog;
    private final List<byte[]> privateKeys;
    private final Path brokerData;

    /**
     * @param held one entry for each half of a row that has held
     * @param espKeys hex
     * @param peerLog in which the peer tells what it derived
     * @param privateKeys ours, PKCS #8
     */
    Search(
            Records records,
            List<Row> held,
            Set<String> espKeys,
            String peerLog,
            List<byte[]> privateKeys,
            Path brokerData) {
        this.records = records;
        this.held = List.copyOf(held);
        this.espKeys = espKeys;
        this.peerLog = peerLog;
        this.privateKeys = privateKeys;
        this.brokerData = brokerData;
    }

    void run() {
        Map<String, Set<Octets>> nonces = Phase1Secrets.nonces(records.of(Phase1Secrets.topics()));
        Secrets secrets = secrets(nonces);
        List<ConsumerRecord<byte[], byte[]>> everything = records.of(records.topics());
        System.out.println("searching " + everything.size() + " records of "
                + records.topics().size() + " topics for " + secrets.count() + " forms of secrets");

        assertThat(everything.stream().flatMap(record -> findings(secrets, record)))
                .as("secrets on the bus")
                .isEmpty();
        assertThat(files(secrets)).as("secrets in the broker's files").isEmpty();
        assertFindsWhatIsThere(nonces, everything);
    }

    private Secrets secrets(Map<String, Set<Octets>> nonces) {
        Secrets secrets = new Secrets();
        secrets.add("PSK", Site.PRE_SHARED_KEY.getBytes(UTF_8));
        secrets.add("next PSK", Site.NEXT_PRE_SHARED_KEY.getBytes(UTF_8));
        secrets.add("our password", Site.OUR_PASSWORD.getBytes(UTF_8));
        secrets.add("a user's password", Site.PEERS_PASSWORD.getBytes(UTF_8));
        privateKeys.forEach(key -> secrets.add("private key", key));
        List<Octets> skeyids = Phase1Secrets.skeyids(Site.PRE_SHARED_KEY.getBytes(UTF_8), nonces);
        skeyids.forEach(skeyid -> secrets.add("SKEYID", skeyid.toByteArray()));

        Map<Octets, String> told = Phase1Secrets.told(peerLog);
        told.forEach((secret, name) -> secrets.add(name, secret.toByteArray()));
        // A handshake with another key has a SKEYID too: the peer's, which we cannot compute from ours.
        assertThat(skeyids.stream().filter(told::containsKey).count())
                .as("handshakes whose SKEYID the peer has derived as it was computed here")
                .isGreaterThanOrEqualTo(withAPreSharedKey());

        assertThat(espKeys).as("ESP keys").hasSizeGreaterThanOrEqualTo(held.size() * 2);
        espKeys.forEach(key -> secrets.add("ESP key", HexFormat.of().parseHex(key)));
        return secrets;
    }

    /** Only strongSwan tells what it derives. */
    private long withAPreSharedKey() {
        return held.stream()
                .filter(row -> row.terms().proof() == Terms.Proof.PRE_SHARED_KEY && row.daemon() == Daemon.STRONGSWAN)
                .count();
    }

    private static Stream<String> findings(Secrets secrets, ConsumerRecord<byte[], byte[]> record) {
        List<byte[]> parts = new ArrayList<>();
        record.headers().forEach(header -> parts.add(header.value()));
        parts.add(record.key());
        parts.add(record.value());
        return parts.stream()
                .filter(part -> part != null)
                .flatMap(part -> secrets.in(part).stream())
                .map(secret ->
                        secret + " in " + record.topic() + "-" + record.partition() + " offset " + record.offset());
    }

    private List<String> files(Secrets secrets) {
        try (Stream<Path> files = Files.walk(brokerData)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .flatMap(file -> secrets.in(content(file)).stream().map(secret -> secret + " in " + file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look through " + brokerData, e);
        }
    }

    /** Nonces are no secrets: a search that does not find them would find nothing. */
    private static void assertFindsWhatIsThere(
            Map<String, Set<Octets>> nonces, List<ConsumerRecord<byte[], byte[]>> everything) {
        Secrets known = new Secrets();
        nonces.values().forEach(pair -> pair.forEach(nonce -> known.add("nonce", nonce.toByteArray())));
        assertThat(everything.stream().flatMap(record -> findings(known, record)))
                .as("nonces on the bus")
                .hasSizeGreaterThanOrEqualTo(2 * nonces.size());
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
