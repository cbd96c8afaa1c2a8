package org.cretula.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cretula.xml.CanonicalWriter;

/** The folder that a demo leaves behind, with an index of what lies in it. */
final class DemoFolder {

    private static final String MARK = ".cretula-demo";

    private final Path folder;
    private final Map<String, String> index = new LinkedHashMap<>();

    private DemoFolder(Path folder) {
        this.folder = folder;
    }

    /** An empty folder; what an earlier demo left is removed, anything else is not touched. */
    static DemoFolder fresh(Path folder) throws CommandFailure {
        try {
            if (Files.exists(folder)) {
                if (!Files.isDirectory(folder)) {
                    throw new CommandFailure(
                            ExitCode.NO_INPUT, "expected a folder or nothing at " + folder + ", found a file");
                }
                boolean empty;
                try (Stream<Path> inside = Files.list(folder)) {
                    empty = inside.findAny().isEmpty();
                }
                if (!empty && !Files.exists(folder.resolve(MARK))) {
                    throw new CommandFailure(
                            ExitCode.USAGE,
                            folder + " is not empty and not from an earlier demo; name another folder with --dir");
                }
                unused(folder);
                clear(folder);
            }
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(MARK), "This folder is replaced by the next demo.\n");
            return new DemoFolder(folder);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, "cannot use " + folder + ": " + Inputs.reason(e), e);
        }
    }

    /** Writes a file and lists it in the index; a file written again keeps its first description. */
    Path write(String name, byte[] bytes, String description) throws IOException {
        Path file = path(name);
        Files.write(file, bytes);
        index.putIfAbsent(name, description);
        return file;
    }

    /** Lists a file or folder that somebody else wrote. */
    void list(String name, String description) {
        index.put(name, description);
    }

    /** A place in the folder; the folders above it exist. */
    Path path(String name) throws IOException {
        Path file = folder.resolve(name);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return file;
    }

    /** Writes the index as a page that any browser opens. */
    Path writeIndex(List<String> story) throws IOException {
        CanonicalWriter w = CanonicalWriter.indented().root("html", Map.of("", "http://www.w3.org/1999/xhtml"));
        w.start("head").start("meta", "charset", "utf-8").end();
        w.element("title", "Cretula demo");
        w.element(
                "style",
                "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}"
                        + "table{border-collapse:collapse;width:100%}td{border-top:1px solid #ddd;padding:.4rem .6rem;"
                        + "vertical-align:top}td:first-child{white-space:nowrap}pre{background:#f6f4ef;padding:1rem;overflow:auto;font-size:13px}"
                        + "h1{color:#7a3b1d}");
        w.end().start("body").element("h1", "What the demo left behind");
        w.element(
                "p",
                "Everything here was made by one run: a throw-away PKI whose roots nobody else trusts, "
                        + "a sealed certificate of origin, both nodes, and every message as it was on the wire.");
        w.start("table");
        index.forEach((name, description) -> {
            w.start("tr").start("td").element("a", name, "href", name).end();
            w.element("td", description).end();
        });
        w.end().element("h2", "The story as it was told");
        w.element("pre", String.join("\n", story)).end();
        Path file = path("index.html");
        String page = "<!DOCTYPE html>\n" + w.end().text() + "\n";
        Files.write(file, page.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    /** A node that still runs would go on with a store that no longer exists. */
    private static void unused(Path folder) throws IOException, CommandFailure {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path lock : walk.filter(f -> f.endsWith("gateway.lock")).toList()) {
                if (inUse(lock)) {
                    throw new CommandFailure(
                            ExitCode.NO_INPUT,
                            "a node still runs on " + lock.getParent()
                                    + "; stop it, or name another folder with --dir");
                }
            }
        }
    }

    private static boolean inUse(Path lock) throws IOException {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock ours = channel.tryLock()) {
            return ours == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }
}
