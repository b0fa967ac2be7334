package io.ikebus.testkit.pki;

import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.util.IPAddress;

/** What a certificate is called: a file name from its common name, and its subject alternative names. */
final class SubjectNames {

    private static final Pattern COMMON_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

    private SubjectNames() {}

    /** {@code agent:east} is kept in {@code agent-east.*}: a colon would split a path list. */
    static String fileName(String commonName) {
        if (!COMMON_NAME.matcher(commonName).matches()) {
            throw new IllegalArgumentException(
                    "a common name is 1 to 64 letters, digits, dots, dashes, underscores or colons: " + commonName);
        }
        return commonName.replace(':', '-');
    }

    static GeneralNames alternatives(List<String> namesAndAddresses) {
        return new GeneralNames(
                namesAndAddresses.stream().map(SubjectNames::alternative).toArray(GeneralName[]::new));
    }

    private static GeneralName alternative(String nameOrAddress) {
        int kind = IPAddress.isValid(nameOrAddress) ? GeneralName.iPAddress : GeneralName.dNSName;
        return new GeneralName(kind, nameOrAddress);
    }
}
