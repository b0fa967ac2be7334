package io.ikebus.vault.decryption;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * @param publicKey SubjectPublicKeyInfo in DER, as hex
 * @param certificate DER as hex; absent if the operator gave a bare key
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PeerKeyAnswer(String publicKey, @Nullable String certificate, String credential) {}
