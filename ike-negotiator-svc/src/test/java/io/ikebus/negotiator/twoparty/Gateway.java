package io.ikebus.negotiator.twoparty;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.ConnectionTable;
import io.ikebus.negotiator.connection.ConnectionTables;
import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.engine.Environment;
import io.ikebus.negotiator.engine.Input;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.engine.Step;
import io.ikebus.negotiator.intake.Engine;
import io.ikebus.negotiator.lease.LeaseMemory;
import io.ikebus.negotiator.lease.Leases;
import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.session.SessionCodec;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.LeaseRequest;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.SessionStatus;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One end: engine, store, vault and kernel. */
final class Gateway implements Environment {
    /** What the agent of this end does with an order to install. */
    enum Agent {
        OBEYS,
        REFUSES,
        SILENT
    }

    /** A datagram on its way out. */
    record Sent(DatagramHeaders headers, Octets message) {}

    private static final Engine ENGINE = new Engine();

    final GatewayId id;
    final Map<SessionKey, Secret> store = new LinkedHashMap<>();
    final Map<SaId, Secret> kernel = new LinkedHashMap<>();
    /** SAs that are gone and have left their policies. */
    final Set<SaId> closed = new LinkedHashSet<>();
    /** What stood in the orders to install what is or was in the kernel; their keys are gone. */
    final Map<SaId, Output.InstallSa> orders = new LinkedHashMap<>();

    final Map<SessionKey, SessionStatus> statuses = new LinkedHashMap<>();
    final List<DiaryEntry> diary = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    final List<Sent> outbox = new ArrayList<>();
    final List<SaOutcome> outcomes = new ArrayList<>();
    final List<IkeCommand> commands = new ArrayList<>();
    ConnectionTable connections;
    String presharedKey = "a pre-shared key for tests";
    /** Keys that have been replaced and are good still. */
    final List<String> formerKeys = new ArrayList<>();

    final Map<String, String> passwords = new HashMap<>(Map.of("alice", "open sesame"));
    final Leases leases = new Leases(new LeaseMemory());
    private final List<LeaseRequest.Claim> claims = new ArrayList<>();
    /** Whether claims wait until somebody calls {@link #grant}. */
    boolean grantsLater;

    boolean vaultAway;
    /** Whether the vault answers no question about users. */
    boolean usersAway;

    TestKeys keys = TestKeys.RSA;
    /** Whose signatures hold, if not those of our own keys. */
    @Nullable
    TestKeys trusted;

    EncryptionKeys encryption;
    /** HASH(1) of each message that was decrypted. */
    final List<Octets> certificateHashes = new ArrayList<>();
    /** Of phase 1, as of a peer that makes shorter ones. */
    int longestNonce = Integer.MAX_VALUE;
    /** What is no chance, because it is in a recording. */
    @Nullable
    Octets nonce;

    DiffieHellman.@Nullable KeyPair keyPair;

    Agent agent = Agent.OBEYS;
    /** SAs of this protocol are refused, whatever the agent does with others. */
    @Nullable
    IpsecProtocol refused;

    /** Whether the kernel watches the lifetimes of its SAs. */
    boolean watchesLifetimes;
    /** Whether an order to renew an ISAKMP SA gets lost here. */
    boolean neverRenews;

    /** Of sessions in the store. */
    private final Map<SessionKey, Instant> deadlines = new LinkedHashMap<>();

    private final Map<SaId, SessionKey> owners = new LinkedHashMap<>();
    private final KernelClock clock = new KernelClock();
    private final SecureRandom random;
    private SessionKey stepping;
    private Instant now = Instant.EPOCH;

    /** @param seed of all that this end makes up; only RSA keys and ECDSA signatures differ from run to run */
    Gateway(Connection connection, long seed) {
        this.id = connection.gateway();
        this.encryption = EncryptionKeys.of(id.toString());
        this.random = new SeededRandom(seed);
        this.stepping = new SessionKey(id, Cookie.NONE);
        this.connections = ConnectionTables.of(List.of(connection));
    }

    SessionKey initiate(Instant at, String connection, long cookie) {
        SessionKey key = new SessionKey(id, new Cookie(cookie));
        take(at, key, new Input.CommandReceived(new IkeCommand.Initiate(1, key, connection, at)));
        return key;
    }

    void terminate(Instant at, SessionKey key) {
        take(at, key, new Input.CommandReceived(new IkeCommand.Terminate(1, key, "test", at)));
    }

    void receive(Instant at, DatagramHeaders headers, Octets message) {
        Cookie cookie = message.length() < 8
                ? Cookie.NONE
                : Cookie.parse(message.slice(0, 8).hex());
        take(at, new SessionKey(id, cookie), new Input.DatagramReceived(headers, message));
    }

    /** Steps until nothing waits for the vault, and does what the shell would do. */
    void take(Instant at, SessionKey key, Input input) {
        now = at;
        stepping = key;
        Session session = session(key).orElseGet(() -> Session.fresh(key));
        Input next = input;
        while (true) {
            Step step = ENGINE.step(session, next, this);
            Optional<VaultQuestion> question = Optional.empty();
            for (Output output : step.outputs()) {
                question = question.or(() -> perform(output));
            }
            session = step.next();
            if (question.isEmpty()) {
                break;
            }
            next = new Input.CredentialAnswered(answer(question.get()));
        }
        if (session.isOver()) {
            store.remove(key);
        } else {
            store.put(key, SessionCodec.encode(session));
        }
        deadlines.remove(key);
        session.nextDeadline().ifPresent(deadline -> deadlines.put(key, deadline));
    }

    Optional<Session> session(SessionKey key) {
        return Optional.ofNullable(store.get(key)).map(SessionCodec::decode);
    }

    Optional<Instant> nextDeadline() {
        deadlines.keySet().retainAll(store.keySet());
        return Stream.concat(deadlines.values().stream(), clock.next().stream()).min(Instant::compareTo);
    }

    /** When each session wants to be heard of again. */
    Map<SessionKey, Instant> deadlines() {
        return Map.copyOf(deadlines);
    }

    void fireTimers(Instant at) {
        now = at;
        clock.expire(at, kernel.keySet()).forEach(expired -> {
            if (expired.kind() == SaOutcome.Kind.HARD_EXPIRED) {
                kernel.remove(expired.sa());
            }
            outcome(sessionOf(expired.sa()), expired.sa(), expired.kind(), "time");
        });
        for (SessionKey key : List.copyOf(store.keySet())) {
            Instant deadline = deadlines.get(key);
            if (deadline != null && !deadline.isAfter(at) && store.containsKey(key)) {
                take(at, key, new Input.TimerFired());
            }
        }
    }

    /** The kernel says that a child SA of this session has reached its soft limit, so that a Quick Mode begins. */
    void softLimit(Instant at, SessionKey key) {
        now = at;
        SaId any = kernel.keySet().iterator().next();
        take(
                at,
                key,
                new Input.SaOutcomeReceived(new SaOutcome(1, key, any, SaOutcome.Kind.SOFT_EXPIRED, "time", "", at)));
    }

    void outcome(SessionKey session, SaId sa, SaOutcome.Kind kind, String reason) {
        outcomes.add(new SaOutcome(1, session, sa, kind, reason, "", now));
    }

    /** As if nothing had ever happened. */
    void forgetAll() {
        crash();
        diary.clear();
        events.clear();
        owners.clear();
    }

    private Optional<VaultQuestion> perform(Output output) {
        switch (output) {
            case Output.SendDatagram(DatagramHeaders headers, Octets message) -> outbox.add(new Sent(headers, message));
            case Output.InstallSa install -> install(install);
            case Output.CloseSa close -> {
                kernel.remove(close.id());
                closed.add(close.id());
                outcome(stepping, close.id(), SaOutcome.Kind.REMOVED, "ok");
            }
            case Output.RemoveSa remove -> {
                kernel.remove(remove.id());
                closed.remove(remove.id());
                outcome(stepping, remove.id(), SaOutcome.Kind.REMOVED, "ok");
            }
            case Output.ForgetSa ignored -> {}
            case Output.AskVault(VaultQuestion question) -> {
                return Optional.of(question);
            }
            case Output.Command(IkeCommand command) -> {
                if (!(neverRenews && command instanceof IkeCommand.Renew)) {
                    commands.add(command);
                }
            }
            case Output.Lease(LeaseRequest.Claim claim) -> {
                claims.add(claim);
                if (!grantsLater) {
                    grant(now);
                }
            }
            case Output.Lease(LeaseRequest.Release release) -> leases.release(release);
            case Output.Report(SessionStatus status) -> statuses.put(status.session(), status);
            case Output.Retire(SessionKey session) -> statuses.remove(session);
            case Output.Note(DiaryEntry entry) -> diary.add(entry);
            case Output.Announce announce -> events.add(announce.event().type());
            case Output.Count ignored -> {}
        }
        return Optional.empty();
    }

    /** Answers all claims that are open. */
    void grant(Instant at) {
        claims.forEach(claim -> commands.add(
                new IkeCommand.Lease(1, claim.session(), leases.claim(claim).orElse(null), at)));
        claims.clear();
    }

    private void install(Output.InstallSa install) {
        orders.put(install.id(), install);
        switch (install.id().protocol() == refused ? Agent.REFUSES : agent) {
            case OBEYS -> {
                kernel.put(install.id(), Secret.copyOf(install.keymat().with(byte[]::clone)));
                if (watchesLifetimes) {
                    clock.installed(install.id(), install.sa().lifetime(), now);
                }
                owners.put(install.id(), current());
                outcome(current(), install.id(), SaOutcome.Kind.INSTALLED, "ok");
            }
            case REFUSES -> {
                owners.put(install.id(), current());
                outcome(current(), install.id(), SaOutcome.Kind.FAILED, "EPROTONOSUPPORT");
            }
            case SILENT -> owners.put(install.id(), current());
        }
        install.keymat().destroy();
    }

    /** An SA in the kernel whose session is gone. */
    void adopt(SaId sa, SessionKey owner) {
        kernel.put(sa, Secret.copyOf(new byte[20]));
        owners.put(sa, owner);
    }

    private SessionKey sessionOf(SaId sa) {
        SessionKey owner = owners.get(sa);
        if (owner == null) {
            throw new IllegalStateException("an SA was removed that was never ordered");
        }
        return owner;
    }

    private SessionKey current() {
        return stepping;
    }

    /** The kernel says something of one of its SAs. */
    void report(Instant at, SaId sa, SaOutcome.Kind kind) {
        now = at;
        outcome(sessionOf(sa), sa, kind, "test");
    }

    /** The kernel has lost an SA. */
    void lose(Instant at, SaId sa) {
        now = at;
        kernel.remove(sa);
        outcome(sessionOf(sa), sa, SaOutcome.Kind.LOST, "lost");
    }

    /** As a peer that starts anew: it knows nothing of what was, and says nothing of it. */
    void crash() {
        store.clear();
        kernel.clear();
        closed.clear();
        deadlines.clear();
        statuses.clear();
        outcomes.clear();
        commands.clear();
        outbox.clear();
    }

    private VaultAnswer answer(VaultQuestion question) {
        boolean ofUser = question instanceof VaultQuestion.VerifyUser || question instanceof VaultQuestion.PasswordOf;
        if (vaultAway || (usersAway && ofUser)) {
            return new VaultAnswer.Unreachable("away");
        }
        return switch (question) {
            case VaultQuestion.Decrypt decrypt -> {
                certificateHashes.add(decrypt.certificateHash());
                yield encryption.decrypt(decrypt);
            }
            case VaultQuestion.PeerKey ignored -> encryption.peerKey();
            case VaultQuestion.Sign sign -> keys.sign(sign);
            case VaultQuestion.Verify verify -> (trusted == null ? keys : trusted).verify(verify);
            case VaultQuestion.VerifyUser user ->
                Octets.wrap(passwords.getOrDefault(user.user(), "").getBytes(StandardCharsets.UTF_8))
                                .equals(user.password())
                        ? new VaultAnswer.OfUser.UserVerified("test")
                        : new VaultAnswer.Refused("wrong-password");
            case VaultQuestion.PasswordOf user ->
                passwords.containsKey(user.user())
                        ? new VaultAnswer.OfUser.Password(
                                Secret.copyOf(
                                        passwords.getOrDefault(user.user(), "").getBytes(StandardCharsets.UTF_8)),
                                "test")
                        : new VaultAnswer.Refused("no-credential");
            case VaultQuestion.SkeyidFromPsk psk ->
                new VaultAnswer.Skeyid(
                        skeyid(psk, presharedKey),
                        "test",
                        formerKeys.stream()
                                .map(key -> new VaultAnswer.Skeyid.Former(skeyid(psk, key), "test#1"))
                                .toList());
        };
    }

    private static Secret skeyid(VaultQuestion.SkeyidFromPsk question, String key) {
        return HashAlgorithm.valueOf(question.hash())
                .prf(
                        Secret.copyOf(key.getBytes(StandardCharsets.UTF_8)),
                        question.initiatorNonce(),
                        question.responderNonce());
    }

    List<String> labels(DiaryEntry.Kind kind) {
        return diary.stream()
                .filter(e -> e.kind() == kind)
                .map(DiaryEntry::label)
                .toList();
    }

    boolean noted(String label) {
        return diary.stream().anyMatch(e -> e.label().equals(label));
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Octets random(int length) {
        if (nonce != null && isNonce(length)) {
            return nonce;
        }
        byte[] bytes = new byte[isNonce(length) ? Math.min(length, longestNonce) : length];
        random.nextBytes(bytes);
        return Octets.wrap(bytes);
    }

    /** Padding of RSA is longer, everything else shorter. */
    private static boolean isNonce(int length) {
        return length == 64 || length == 128;
    }

    @Override
    public DiffieHellman.KeyPair keyPair(DiffieHellmanGroup group) {
        return keyPair == null ? DiffieHellman.generate(group, random) : keyPair;
    }

    @Override
    public ConnectionTable connections() {
        return connections;
    }

    @Override
    public Duration agentAnswersWithin() {
        return Duration.ofSeconds(2);
    }

    @Override
    public List<SessionKey> establishedBetween(GatewayId gateway, String localIdentity, String remoteIdentity) {
        return between("established", localIdentity, remoteIdentity);
    }

    @Override
    public List<SessionKey> closedBetween(GatewayId gateway, String localIdentity, String remoteIdentity) {
        return between("closed", localIdentity, remoteIdentity);
    }

    private List<SessionKey> between(String state, String localIdentity, String remoteIdentity) {
        return statuses.values().stream()
                .filter(s -> s.state().equals(state)
                        && s.localIdentity().equals(localIdentity)
                        && s.remoteIdentity().equals(remoteIdentity))
                .map(SessionStatus::session)
                .toList();
    }
}
