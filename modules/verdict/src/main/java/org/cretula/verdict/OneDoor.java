package org.cretula.verdict;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the one place where a call that is forbidden everywhere else is made on purpose; the reason is its value.
 *
 * <p>The build's list of forbidden calls honours this mark; searching for it lists every exception to that list.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface OneDoor {
    /** Why the call is right here. */
    String value();
}
