package io.ikebus.local.interop;

import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.octets.Octets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What both ends have derived in phase 1, found by two ways that know nothing of each other. */
final class Phase1Secrets {

    private static final Set<Integer> PHASE_1 = Set.of(ExchangeType.MAIN_MODE, ExchangeType.AGGRESSIVE_MODE);
    private static final List<String> PRFS = List.of("HmacMD5", "HmacSHA1", "HmacSHA256", "HmacSHA384", "HmacSHA512");
    private static final Pattern DERIVED = Pattern.compile("(SKEYID(?:_[ade])?) => \\d+ bytes");
    private static final Pattern DUMP = Pattern.compile("^.*\\[IKE\\]\\s+\\d+: ((?:[0-9A-F]{2} )+)");

    private Phase1Secrets() {}

    /** Nonces of phase 1, in clear in two of its messages, by session. */
    static Map<String, Set<Octets>> nonces(List<ConsumerRecord<byte[], byte[]>> datagrams) {
        Map<String, Set<Octets>> nonces = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : datagrams) {
            if (IsakmpMessage.decode(Octets.wrap(record.value()))
                            instanceof Decoded.Accepted<IsakmpMessage>(var message)
                    && PHASE_1.contains(message.header().exchangeType())) {
                message.chain()
                        .only(Payload.Nonce.class)
                        .ifPresent(nonce -> nonces.computeIfAbsent(
                                        message.header().initiatorCookie().hex(), cookie -> new LinkedHashSet<>())
                                .add(nonce.body()));
            }
        }
        return nonces;
    }

    /** RFC 2409 5: "For pre-shared keys: SKEYID = prf(pre-shared-key, Ni_b | Nr_b)", whoever's nonce is Ni. */
    static List<Octets> skeyids(byte[] preSharedKey, Map<String, Set<Octets>> nonces) {
        List<Octets> all = new ArrayList<>();
        for (Set<Octets> pair : nonces.values()) {
            for (Octets first : pair) {
                for (Octets second : pair) {
                    if (!first.equals(second)) {
                        PRFS.forEach(prf -> all.add(prf(prf, preSharedKey, first, second)));
                    }
                }
            }
        }
        return all;
    }

    /** SKEYID and what follows from it, as the peer's log tells them at its most talkative. */
    static Map<Octets, String> told(String log) {
        Map<Octets, String> secrets = new LinkedHashMap<>();
        String name = "";
        StringBuilder hex = new StringBuilder();
        for (String line : log.lines().toList()) {
            Matcher dump = DUMP.matcher(line);
            if (!name.isEmpty() && dump.find()) {
                hex.append(dump.group(1).replace(" ", ""));
                continue;
            }
            if (!name.isEmpty()) {
                secrets.put(Octets.wrap(HexFormat.of().parseHex(hex)), name);
            }
            Matcher derived = DERIVED.matcher(line);
            name = derived.find() ? derived.group(1) : "";
            hex.setLength(0);
        }
        return secrets;
    }

    private static Octets prf(String algorithm, byte[] key, Octets first, Octets second) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            mac.update(first.toByteArray());
            return Octets.wrap(mac.doFinal(second.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /** The topics that {@link #nonces} is to be given. */
    static List<String> topics() {
        return List.of(Topics.DATAGRAMS_INBOUND, Topics.DATAGRAMS_OUTBOUND);
    }
}
