package io.ikebus.negotiator.auth;

/** How SKEYID is made of the nonces where they were encrypted to public keys. */
public enum EncryptionSkeyid {
    /** prf(hash(Ni_b | Nr_b), CKY-I | CKY-R). */
    RFC2409,
    /** prf(Ni_b | Nr_b, CKY-I | CKY-R), as Cisco's routers make it. */
    PLAIN_NONCES
}
