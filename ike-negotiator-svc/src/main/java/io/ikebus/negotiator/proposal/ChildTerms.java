package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.isakmp.Attribute;
import io.ikebus.protocol.isakmp.Proposal;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What an ESP transform says, as numbers (RFC 2407 4.4.4 and 4.5); an attribute that is absent is 0. Both a transform
 * and a proposal of the policy have terms; they match if these are equal.
 */
record ChildTerms(int cipher, int keyBits, int integrity, int group) {
    private static final int LIFE_TYPE = 1;
    private static final int LIFE_DURATION = 2;
    private static final int GROUP = 3;
    private static final int ENCAPSULATION = 4;
    private static final int AUTHENTICATION = 5;
    private static final int KEY_LENGTH = 6;
    private static final int EXTENDED_SEQUENCE_NUMBERS = 11;
    /** RFC 2407 4.5: "If unspecified, the default value shall be assumed to be 28800 seconds (8 hours)." */
    private static final long DEFAULT_SECONDS = 28_800;

    /** RFC 4303 2.1: SPIs of 1 to 255 are reserved, 0 is for local use. */
    private static final long SMALLEST_SPI = 256;

    private static final int SPI_OCTETS = 4;

    static ChildTerms of(ChildProposal proposal) {
        SaTransform transform = proposal.transform();
        return new ChildTerms(
                cipher(transform.encryption()),
                transform.encryption().hasKeysOfSeveralLengths() ? transform.keyBits() : 0,
                switch (transform.integrity()) {
                    case NONE -> 0;
                    case HMAC_SHA1_96 -> 2;
                    case HMAC_SHA2_256_128, HMAC_SHA2_256_96 -> 5;
                    case HMAC_SHA2_384_192 -> 6;
                    case HMAC_SHA2_512_256 -> 7;
                    case AES_XCBC_96 -> 9;
                },
                proposal.pfs().map(DiffieHellmanGroup::id).orElse(0));
    }

    /** IANA's IPsec ESP Transform Identifiers. */
    private static int cipher(SaTransform.Encryption encryption) {
        return switch (encryption) {
            case TRIPLE_DES_CBC -> 3;
            case NULL -> 11;
            case AES_CBC -> 12;
            case AES_CTR -> 13;
            case AES_CCM_8 -> 14;
            case AES_CCM_12 -> 15;
            case AES_CCM_16 -> 16;
            case AES_GCM_8 -> 18;
            case AES_GCM_12 -> 19;
            case AES_GCM_16 -> 20;
            case CAMELLIA_CBC -> 22;
            case AES_GMAC -> 23;
        };
    }

    List<Attribute> attributes(Lifetime lifetime, Encapsulation encapsulation, boolean esn) {
        List<Attribute> attributes = new ArrayList<>(lifetime.attributes(LIFE_TYPE, LIFE_DURATION));
        attributes.add(Attribute.of(ENCAPSULATION, encapsulation.id()));
        if (keyBits != 0) {
            attributes.add(Attribute.of(KEY_LENGTH, keyBits));
        }
        if (integrity != 0) {
            attributes.add(Attribute.of(AUTHENTICATION, integrity));
        }
        if (group != 0) {
            attributes.add(Attribute.of(GROUP, group));
        }
        if (esn) {
            attributes.add(Attribute.of(EXTENDED_SEQUENCE_NUMBERS, 1));
        }
        return attributes;
    }

    /** A transform of phase 2 that was offered, in a proposal of ESP alone. */
    record Offered(
            OfferedTransform at, ChildTerms terms, Encapsulation encapsulation, boolean esn, List<String> flaws) {

        /** @param keyExchangeOctets of the KE payload that came with the offer, if one did */
        static List<Offered> in(
                List<Proposal> proposals, Set<Encapsulation> encapsulations, OptionalInt keyExchangeOctets) {
            Set<Integer> known = Set.of(GROUP, ENCAPSULATION, AUTHENTICATION, KEY_LENGTH, EXTENDED_SEQUENCE_NUMBERS);
            return OfferedTransform.all(proposals, LIFE_TYPE, known).stream()
                    .map(at -> of(at, encapsulations, keyExchangeOctets))
                    .toList();
        }

        private static Offered of(
                OfferedTransform at, Set<Encapsulation> encapsulations, OptionalInt keyExchangeOctets) {
            TransformAttributes attributes = at.attributes();
            List<String> flaws = new ArrayList<>(attributes.flaws());
            // RFC 2407 4.5 leaves an absent mode to the host; peers that leave it out mean a tunnel.
            int mode = attributes.numbers().getOrDefault(ENCAPSULATION, Encapsulation.TUNNEL.id());
            Optional<Encapsulation> encapsulation = Encapsulation.ofId(mode).filter(encapsulations::contains);
            if (encapsulation.isEmpty()) {
                flaws.add("encapsulation mode: " + modeText(mode) + " offered, " + modes(encapsulations) + " allowed");
            }
            int esn = attributes.number(EXTENDED_SEQUENCE_NUMBERS);
            if (esn > 1) {
                flaws.add("extended sequence numbers have the value " + esn);
            }
            ChildTerms terms = new ChildTerms(
                    at.transform().id(),
                    attributes.number(KEY_LENGTH),
                    attributes.number(AUTHENTICATION),
                    attributes.number(GROUP));
            keyExchangeFlaw(terms.group, keyExchangeOctets).ifPresent(flaws::add);
            return new Offered(at, terms, encapsulation.orElse(Encapsulation.TUNNEL), esn == 1, List.copyOf(flaws));
        }

        /** The one KE payload of the message must be of the transform's group. */
        private static Optional<String> keyExchangeFlaw(int group, OptionalInt keyExchangeOctets) {
            if (group == 0) {
                return keyExchangeOctets.isPresent()
                        ? Optional.of("a key exchange is there, and no group")
                        : Optional.empty();
            }
            if (keyExchangeOctets.isEmpty()) {
                return Optional.of("a group is there, and no key exchange");
            }
            return DiffieHellmanGroup.ofId(group)
                    .filter(known -> known.publicValueOctets() != keyExchangeOctets.getAsInt())
                    .map(known -> "the key exchange of " + keyExchangeOctets.getAsInt() + " octets is not of " + known);
        }

        private static String modeText(int mode) {
            return Encapsulation.ofId(mode).map(Object::toString).orElse("mode " + mode);
        }

        private static String modes(Set<Encapsulation> encapsulations) {
            return String.join(
                    " or ",
                    encapsulations.stream().sorted().map(Object::toString).toList());
        }

        boolean matches(ChildProposal allowed) {
            return flaws.isEmpty() && terms.equals(ChildTerms.of(allowed));
        }

        List<String> differences(ChildProposal allowed) {
            ChildTerms other = ChildTerms.of(allowed);
            return new Differences(flaws)
                    .between("encryption", terms.cipherText(), other.cipherText())
                    .between("integrity", Names.integrity(terms.integrity), Names.integrity(other.integrity))
                    .between("PFS group", Names.group(terms.group), Names.group(other.group))
                    .found();
        }

        Lifetime lifetime() {
            return at.attributes().lifetime();
        }

        long spi() {
            return at.proposal().spi().u32(0);
        }

        @Override
        public String toString() {
            return terms.toString();
        }
    }

    static Lifetime orDefault(Lifetime lifetime) {
        return lifetime.seconds() == 0 ? lifetime.withSeconds(DEFAULT_SECONDS) : lifetime;
    }

    static Alternatives alternatives(SecurityAssociation offered) {
        return Alternatives.of(offered, proposal -> {
            if (proposal.protocolId() != IpsecProtocol.ESP.ikeProtocolId()) {
                return Optional.of("is for " + Names.protocol(proposal.protocolId()));
            }
            if (proposal.spi().length() != SPI_OCTETS) {
                return Optional.of("has an SPI of " + proposal.spi().length() + " octets");
            }
            return proposal.spi().u32(0) < SMALLEST_SPI ? Optional.of("has a reserved SPI") : Optional.empty();
        });
    }

    private String cipherText() {
        String name = Names.espCipher(cipher);
        String bits = keyBits == 0 ? "" : Integer.toString(keyBits);
        return name.startsWith("aes") ? "aes" + bits + name.substring(3) : name + bits;
    }

    @Override
    public String toString() {
        String algorithms = integrity == 0 ? cipherText() : cipherText() + "-" + Names.integrity(integrity);
        return group == 0 ? algorithms : algorithms + "-" + Names.group(group);
    }
}
