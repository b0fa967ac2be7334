/**
 * Users of XAUTH, for negotiators: {@code POST /api/v1/xauth/verifications} says whether a password is a user's, {@code
 * POST /api/v1/xauth/passwords} hands out the password of a user that we are ourselves.
 *
 * <p>In: who the two ends are, a user's name, and a password as a peer sent it. Out: the credential's name, and only of a
 * credential whose side is client the password. Failed attempts are limited per user.
 */
@NullMarked
package io.ikebus.vault.user;

import org.jspecify.annotations.NullMarked;
