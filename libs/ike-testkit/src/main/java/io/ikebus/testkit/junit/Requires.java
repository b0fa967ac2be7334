package io.ikebus.testkit.junit;

import io.ikebus.testkit.Prerequisite;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** This test belongs to the bed and runs where these things are; elsewhere it is skipped and says why. */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Tag("bed")
@ExtendWith(RequiresCondition.class)
public @interface Requires {

    Prerequisite[] value();
}
