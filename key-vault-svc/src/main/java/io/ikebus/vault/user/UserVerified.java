package io.ikebus.vault.user;

/** @param credential the name of the credential that holds the user's password */
record UserVerified(String credential) {}
