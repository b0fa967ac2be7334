package io.ikebus.vault.enrolled;

/** One change of what this package knows. */
public sealed interface EnrolledWrite {
    record SaveAuthority(StoredAuthority authority) implements EnrolledWrite {
        @Override
        public String id() {
            return authority.id();
        }
    }

    record RemoveAuthority(String id) implements EnrolledWrite {}

    record SaveToken(StoredToken token) implements EnrolledWrite {
        @Override
        public String id() {
            return token.id();
        }
    }

    record RemoveToken(String id) implements EnrolledWrite {}

    record SaveCertificate(StoredServiceCertificate certificate) implements EnrolledWrite {
        @Override
        public String id() {
            return certificate.serial();
        }
    }

    record RemoveCertificate(String id) implements EnrolledWrite {}

    /** Of the row, different in all three tables. */
    String id();
}
