package io.ikebus.vault.store;

import io.ikebus.vault.enrolled.EnrolledRows;
import io.ikebus.vault.enrolled.EnrolledWrite;
import io.ikebus.vault.enrolled.StoredAuthority;
import io.ikebus.vault.enrolled.StoredServiceCertificate;
import io.ikebus.vault.enrolled.StoredToken;
import org.jspecify.annotations.Nullable;

/** What is known of services as rows, inside a transaction. */
final class EnrolledRowWrites {
    private EnrolledRowWrites() {}

    static EnrolledRows rows() {
        return new EnrolledRows(
                ServiceAuthorityRow.<ServiceAuthorityRow>streamAll()
                        .map(ServiceAuthorityRow::stored)
                        .toList(),
                EnrolmentTokenRow.<EnrolmentTokenRow>streamAll()
                        .map(EnrolmentTokenRow::stored)
                        .toList(),
                ServiceCertificateRow.<ServiceCertificateRow>streamAll()
                        .map(ServiceCertificateRow::stored)
                        .toList());
    }

    static void apply(EnrolledWrite write) {
        switch (write) {
            case EnrolledWrite.SaveAuthority(StoredAuthority authority) -> save(authority);
            case EnrolledWrite.RemoveAuthority(String id) -> ServiceAuthorityRow.deleteById(id);
            case EnrolledWrite.SaveToken(StoredToken token) -> save(token);
            case EnrolledWrite.RemoveToken(String id) -> EnrolmentTokenRow.deleteById(id);
            case EnrolledWrite.SaveCertificate(StoredServiceCertificate certificate) -> save(certificate);
            case EnrolledWrite.RemoveCertificate(String serial) -> ServiceCertificateRow.deleteById(serial);
        }
    }

    private static void save(StoredAuthority authority) {
        @Nullable ServiceAuthorityRow present = ServiceAuthorityRow.findById(authority.id());
        if (present != null) {
            present.take(authority);
            return;
        }
        ServiceAuthorityRow made = new ServiceAuthorityRow();
        made.id = authority.id();
        made.take(authority);
        made.persist();
    }

    private static void save(StoredToken token) {
        @Nullable EnrolmentTokenRow present = EnrolmentTokenRow.findById(token.id());
        if (present != null) {
            present.take(token);
            return;
        }
        EnrolmentTokenRow made = new EnrolmentTokenRow();
        made.id = token.id();
        made.take(token);
        made.persist();
    }

    private static void save(StoredServiceCertificate certificate) {
        @Nullable ServiceCertificateRow present = ServiceCertificateRow.findById(certificate.serial());
        if (present != null) {
            present.take(certificate);
            return;
        }
        ServiceCertificateRow made = new ServiceCertificateRow();
        made.serial = certificate.serial();
        made.take(certificate);
        made.persist();
    }
}
