package org.cretula.cli.foreign;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** One change each that nobody may pass; of a container it is made in the first file where it can be. */
enum Breaking {
    /** One character of the data, where they are in the file. */
    DATA {
        @Override
        Optional<String> change(String xml) {
            if (xml.contains(">120<")) {
                return Optional.of(xml.replace(">120<", ">920<"));
            }
            // Bytes in an object, in base64.
            return swapped(
                    xml,
                    Pattern.compile("<(?:\\w+:)?Object(?! Id=\"(?:xades|s-)[^\"]*\"><)[^>]*>([A-Za-z0-9+/=]{8,})<"),
                    1);
        }
    },
    /** One character of the digest of the signed properties. */
    SIGNED_INFO {
        @Override
        Optional<String> change(String xml) {
            return swapped(xml, Pattern.compile("<(?:\\w+:)?DigestValue[^>]*>([^<]+)<"), 1);
        }
    },
    /** One character of the first signature's value. */
    SIGNATURE_VALUE {
        @Override
        Optional<String> change(String xml) {
            return swapped(xml, Pattern.compile("<(?:\\w+:)?SignatureValue[^>]*>([^<]+)<"), 1);
        }
    },
    /** One character of the first signature time-stamp, in the authority's signature at its end. */
    TIME_STAMP {
        @Override
        Optional<String> change(String xml) {
            return swapped(
                    xml,
                    Pattern.compile(
                            "SignatureTimeStamp[ >].*?EncapsulatedTimeStamp[^>]*>[^<]+([^<]{60})<", Pattern.DOTALL),
                    1);
        }
    },
    /** The signer's certificate is another one of the chain. */
    CERTIFICATE {
        @Override
        Optional<String> change(String xml) {
            Matcher first =
                    Pattern.compile("<(?:\\w+:)?X509Certificate>([^<]+)<").matcher(xml);
            if (!first.find()) {
                return Optional.empty();
            }
            MatchResult signer = first.toMatchResult();
            return first.find() ? Optional.of(xml.replace(signer.group(1), first.group(1))) : Optional.empty();
        }
    },
    /** The first reference is gone. */
    REFERENCE {
        @Override
        Optional<String> change(String xml) {
            Matcher reference = Pattern.compile("<(\\w+:)?Reference[ >].*?</(?:\\w+:)?Reference>", Pattern.DOTALL)
                    .matcher(xml);
            return reference.find()
                    ? Optional.of(xml.substring(0, reference.start()) + xml.substring(reference.end()))
                    : Optional.empty();
        }
    };

    /** The changed document; empty where it has nothing of the kind. */
    abstract Optional<String> change(String xml);

    /** The file so changed, or its data, written into a folder; empty where there is nothing to change. */
    Optional<Foreign> of(Foreign foreign, Path folder) throws IOException {
        Path own = Files.createDirectories(
                folder.resolve(name() + "-" + foreign.file().getFileName()));
        byte[] bytes = foreign.bytes();
        List<Path> outside = new ArrayList<>();
        boolean changed = false;
        for (Path path : foreign.outside()) {
            byte[] data = Files.readAllBytes(path);
            if (this == DATA && !changed) {
                data[data.length / 2] ^= 1;
                changed = true;
            }
            outside.add(Files.write(own.resolve(path.getFileName().toString()), data));
        }
        if (!changed) {
            Optional<byte[]> other = foreign.container() ? inContainer(bytes) : inDocument(bytes);
            if (other.isEmpty()) {
                return Optional.empty();
            }
            bytes = other.get();
        }
        Path file = Files.write(own.resolve(foreign.file().getFileName().toString()), bytes);
        return Optional.of(foreign.with(file, outside, List.of()));
    }

    private Optional<byte[]> inDocument(byte[] bytes) {
        return change(new String(bytes, StandardCharsets.UTF_8)).map(xml -> xml.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<byte[]> inContainer(byte[] container) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean changed = false;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(container), StandardCharsets.UTF_8);
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                boolean isData = !entry.getName().startsWith("META-INF/")
                        && !entry.getName().equals("mimetype");
                if (!changed && this == DATA && isData) {
                    bytes[bytes.length / 2] ^= 1;
                    changed = true;
                } else if (!changed && this != DATA && entry.getName().matches("META-INF/.*signature.*\\.xml")) {
                    Optional<byte[]> other = inDocument(bytes);
                    changed = other.isPresent();
                    bytes = other.orElse(bytes);
                }
                stored(zip, entry.getName(), bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return changed ? Optional.of(out.toByteArray()) : Optional.empty();
    }

    private static void stored(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /** Another letter in the middle of the first text of this form. */
    private static Optional<String> swapped(String xml, Pattern pattern, int group) {
        Matcher found = pattern.matcher(xml);
        if (!found.find()) {
            return Optional.empty();
        }
        int at = (found.start(group) + found.end(group)) / 2;
        while (!Character.isLetterOrDigit(xml.charAt(at))) {
            at--;
        }
        return Optional.of(xml.substring(0, at) + (xml.charAt(at) == 'A' ? 'B' : 'A') + xml.substring(at + 1));
    }
}
