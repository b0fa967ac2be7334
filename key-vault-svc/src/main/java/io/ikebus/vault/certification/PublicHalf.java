package io.ikebus.vault.certification;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** The public key to a private one. */
public final class PublicHalf {
    private PublicHalf() {}

    /** Empty if the private key is not one of the kinds that the vault keeps, or its number is out of bounds. */
    public static Optional<PublicKey> of(PrivateKey key) {
        try {
            return switch (key) {
                case RSAPrivateCrtKey rsa ->
                    Optional.of(KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent())));
                case ECPrivateKey elliptic -> elliptic(elliptic);
                case EdECPrivateKey edwards -> edwards(edwards);
                default -> Optional.empty();
            };
        } catch (GeneralSecurityException | IOException | IllegalArgumentException _) {
            // What is wrong with it could only be told by quoting it.
            return Optional.empty();
        }
    }

    private static Optional<PublicKey> elliptic(ECPrivateKey key) throws GeneralSecurityException {
        ECParameterSpec parameters = key.getParams();
        BigInteger number = key.getS();
        Optional<X9ECParameters> curve = curve(parameters);
        if (curve.isEmpty() || number.signum() <= 0 || number.compareTo(parameters.getOrder()) >= 0) {
            return Optional.empty();
        }
        ECPoint point = new FixedPointCombMultiplier()
                .multiply(curve.get().getG(), number)
                .normalize();
        return Optional.of(KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(
                        new java.security.spec.ECPoint(
                                point.getAffineXCoord().toBigInteger(),
                                point.getAffineYCoord().toBigInteger()),
                        parameters)));
    }

    private static Optional<X9ECParameters> curve(ECParameterSpec parameters) {
        return Arrays.asList("P-256", "P-384", "P-521").stream()
                .map(CustomNamedCurves::getByName)
                .filter(curve -> curve.getN().equals(parameters.getOrder()))
                .findFirst();
    }

    private static Optional<PublicKey> edwards(EdECPrivateKey key) throws GeneralSecurityException, IOException {
        Optional<byte[]> seed = key.getBytes().filter(octets -> octets.length == Ed25519PrivateKeyParameters.KEY_SIZE);
        if (seed.isEmpty()) {
            return Optional.empty();
        }
        byte[] point = new Ed25519PrivateKeyParameters(seed.get(), 0)
                .generatePublicKey()
                .getEncoded();
        Arrays.fill(seed.get(), (byte) 0);
        byte[] info =
                new SubjectPublicKeyInfo(new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), point).getEncoded();
        return Optional.of(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info)));
    }
}
