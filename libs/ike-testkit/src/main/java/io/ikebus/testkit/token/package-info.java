/** A PKCS #11 token in software, with keys that never leave it. */
@NullMarked
package io.ikebus.testkit.token;

import org.jspecify.annotations.NullMarked;
