@NullMarked
package io.ikebus.transport.fragment;

import org.jspecify.annotations.NullMarked;
