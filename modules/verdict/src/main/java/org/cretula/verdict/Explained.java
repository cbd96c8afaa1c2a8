package org.cretula.verdict;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What each outcome of a {@link Check} means, for people: one plain sentence each. An outcome that is left out is one
 * that the check cannot have.
 *
 * <p>The page docs/checks.md is made of these; a test holds that no check is without.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Explained {

    /** What is known when the check passed. */
    String passed() default "";

    /** What is known when it failed, so that no further evidence can mend it. */
    String failed() default "";

    /** What is not known, or not enough, when it could not decide. */
    String unknown() default "";

    /** What would settle that; said where {@link #unknown} is, and only there. */
    String settledBy() default "";

    /** The rule's source with its edition, where {@link Check#clause} depends on what the check was made with. */
    String clause() default "";
}
