package org.cretula.trust.internal.token;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The labels of the tokens behind a PKCS#11 library, by the number of their slot.
 *
 * <p>The JDK chooses a token by its slot only, whose number SoftHSM makes up anew and readers give in the order in which
 * they were plugged in. The JDK's own calls of the library know the labels, in a package that it does not export; so
 * they are asked for by reflection, which the one who starts the JVM must allow. To try the PIN on one token after the
 * other instead would lock those it does not belong to.
 */
public final class TokenLabels {

    private static final String WRAPPER = "sun.security.pkcs11.wrapper";
    private static final String PKCS11 = WRAPPER + ".PKCS11";

    /** The JVM was not started so that labels can be read. */
    public static final class NotAllowed extends Exception {
        private static final long serialVersionUID = 1L;

        NotAllowed(Throwable cause) {
            super("--add-exports=jdk.crypto.cryptoki/" + WRAPPER + "=" + here(), cause);
        }

        private static String here() {
            Module module = TokenLabels.class.getModule();
            return module.isNamed() ? module.getName() : "ALL-UNNAMED";
        }
    }

    private TokenLabels() {}

    /**
     * The labels, without the blanks that fill them up.
     *
     * @param library its absolute path, as it was given to a provider before, which has initialised it
     * @throws NotAllowed with the option that allows it
     */
    public static Map<Long, String> of(String library) throws NotAllowed {
        try {
            Class<?> type = Class.forName(PKCS11);
            Method opening = method(type, "getInstance", 4);
            Object module = opening.invoke(null, library, "C_GetFunctionList", null, true);
            Map<Long, String> labels = new TreeMap<>();
            for (long slot : (long[]) method(type, "C_GetSlotList", 1).invoke(module, true)) {
                label(method(type, "C_GetTokenInfo", 1), module, slot).ifPresent(label -> labels.put(slot, label));
            }
            return labels;
        } catch (ReflectiveOperationException e) {
            throw new NotAllowed(e);
        }
    }

    private static Optional<String> label(Method asking, Object module, long slot) throws ReflectiveOperationException {
        try {
            Object info = asking.invoke(module, slot);
            return Optional.of(
                    new String((char[]) info.getClass().getField("label").get(info)).strip());
        } catch (InvocationTargetException e) {
            // A token that the library cannot tell about, or that was pulled out, is not the one that is looked for.
            return Optional.empty();
        }
    }

    private static Method method(Class<?> type, String name, int parameters) throws NoSuchMethodException {
        List<Method> found = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == parameters) {
                found.add(method);
            }
        }
        if (found.size() != 1) {
            throw new NoSuchMethodException(name + ", of which there are " + Arrays.toString(found.toArray()));
        }
        return found.get(0);
    }
}
