package io.ikebus.vault.certificate;

/** Why a certificate, or what came with it, is not good enough. */
public final class CertificateFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code stable: {@code certificate-expired}, {@code certificate-untrusted}...
     * @param sentence for people; may show names from certificates, never keys
     */
    public CertificateFault(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
