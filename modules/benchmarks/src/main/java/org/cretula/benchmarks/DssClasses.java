package org.cretula.benchmarks;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** EU DSS in a class loader of its own, from modules/oracle-dss/target; it brings another Santuario than we have. */
final class DssClasses {

    // Held here, or its level would be forgotten with it.
    private static final Logger LOG = Logger.getLogger("eu.europa.esig.dss");

    private final ClassLoader loader;

    DssClasses() {
        LOG.setLevel(Level.OFF);
        Path target = Documents.root().resolve("modules/oracle-dss/target");
        List<URL> urls = new ArrayList<>();
        try (Stream<Path> jars = Files.list(target.resolve("lib"))) {
            urls.add(target.resolve("classes").toUri().toURL());
            for (Path jar : jars.toList()) {
                urls.add(jar.toUri().toURL());
            }
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file has no URL", e);
        } catch (IOException e) {
            throw new IllegalStateException("expected DSS in " + target + "; build modules/oracle-dss first", e);
        }
        // Never closed: DSS loads classes as long as it lives.
        loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** Does something where DSS finds its services. */
    interface Inside<T> {
        T run();
    }

    /** Makes an object by the one constructor of a class of modules/oracle-dss. */
    Object make(String name, Object... arguments) {
        return inside(() -> {
            try {
                Constructor<?> only =
                        loader.loadClass("org.cretula.oracle.dss." + name).getConstructors()[0];
                return only.newInstance(arguments);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("expected " + name + "; build modules/oracle-dss first", e);
            }
        });
    }

    /** Runs it with the loader of DSS as the thread's own. */
    <T> T inside(Inside<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
