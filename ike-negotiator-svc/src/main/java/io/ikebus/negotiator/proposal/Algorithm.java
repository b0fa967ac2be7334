package io.ikebus.negotiator.proposal;

import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.bus.SaTransform.Encryption;
import io.ikebus.protocol.bus.SaTransform.Integrity;
import java.util.ArrayList;
import java.util.List;

/**
 * One algorithm of a proposal, and which policies have it.
 *
 * @param name as in the proposal's text
 * @param legacy whether only {@link Policy#LEGACY} has it
 * @param cnsa whether {@link Policy#CNSA} has it
 */
record Algorithm(String name, boolean legacy, boolean cnsa) {

    static List<Algorithm> of(IsakmpProposal proposal) {
        IsakmpCipher cipher = proposal.cipher();
        HashAlgorithm hash = proposal.hash();
        return List.of(
                new Algorithm(
                        ProposalText.cipher(proposal),
                        cipher.isLegacy(),
                        cipher == IsakmpCipher.AES_CBC && proposal.keyBits() == 256),
                new Algorithm(
                        hash.toString(),
                        hash.isLegacy(),
                        hash == HashAlgorithm.SHA2_384 || hash == HashAlgorithm.SHA2_512),
                of(proposal.group()));
    }

    static List<Algorithm> of(ChildProposal proposal) {
        List<Algorithm> all = new ArrayList<>(of(proposal.transform()));
        proposal.bundledAh().map(Algorithm::of).ifPresent(all::addAll);
        proposal.pfs().map(Algorithm::of).ifPresent(all::add);
        return all;
    }

    private static List<Algorithm> of(SaTransform transform) {
        Encryption cipher = transform.encryption();
        Integrity integrity = transform.integrity();
        List<Algorithm> all = new ArrayList<>();
        if (cipher != Encryption.NONE) {
            all.add(new Algorithm(
                    ChildProposalText.cipher(transform),
                    isLegacy(cipher),
                    (cipher == Encryption.AES_GCM_16 || cipher == Encryption.AES_CBC) && transform.keyBits() == 256));
        }
        if (integrity != Integrity.NONE) {
            all.add(new Algorithm(
                    ChildProposalText.name(integrity),
                    isLegacy(integrity),
                    integrity == Integrity.HMAC_SHA2_384_192 || integrity == Integrity.HMAC_SHA2_512_256));
        }
        return all;
    }

    private static Algorithm of(DiffieHellmanGroup group) {
        return new Algorithm(group.toString(), group.isLegacy(), isCnsa(group));
    }

    private static boolean isCnsa(DiffieHellmanGroup group) {
        return switch (group) {
            case ECP_384, MODP_3072, MODP_4096, MODP_6144, MODP_8192 -> true;
            case MODP_768, MODP_1024, MODP_1536, MODP_2048 -> false;
            case MODP_1024_S160, MODP_2048_S224, MODP_2048_S256 -> false;
            case ECP_192, ECP_224, ECP_256, ECP_521 -> false;
            case ECP_224_BP, ECP_256_BP, ECP_384_BP, ECP_512_BP, CURVE_25519 -> false;
        };
    }

    /** A cipher that is new must say here what it is. */
    private static boolean isLegacy(Encryption cipher) {
        return switch (cipher) {
            case DES_CBC -> true;
            case AES_CBC, AES_CTR, CAMELLIA_CBC, TRIPLE_DES_CBC, NULL, NONE -> false;
            case AES_GCM_8, AES_GCM_12, AES_GCM_16, AES_CCM_8, AES_CCM_12, AES_CCM_16, AES_GMAC -> false;
        };
    }

    private static boolean isLegacy(Integrity integrity) {
        return switch (integrity) {
            case HMAC_MD5_96 -> true;
            case NONE, HMAC_SHA1_96, AES_XCBC_96, AES_CMAC_96 -> false;
            case HMAC_SHA2_256_128, HMAC_SHA2_256_96, HMAC_SHA2_384_192, HMAC_SHA2_512_256 -> false;
        };
    }
}
