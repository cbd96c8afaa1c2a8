package org.cretula.signing.asic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cretula.signing.SigningRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers that two programs would take apart differently, or that would take all there is. */
class HostileContainerTest {

    private static final String TYPE = AsicForm.EXTENDED.mimeType();
    private static final byte[] SIGNED = AsicContainerTest.signed();
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The files of a good container, which may be changed. */
    private static Map<String, byte[]> files() throws SigningRefusedException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (ZipReader.Entry entry : ZipReader.read(SIGNED, AsicLimits.USUAL)) {
            files.put(entry.name(), entry.bytes());
        }
        return files;
    }

    /** As most programs write, compressed and with sizes behind the files. */
    private static byte[] deflated(Map<String, byte[]> files, boolean firstToo) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            boolean first = !firstToo;
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                if (first) {
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(file.getValue().length);
                    CRC32 crc = new CRC32();
                    crc.update(file.getValue());
                    entry.setCrc(crc.getValue());
                    first = false;
                }
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static ByteBuffer copy() {
        return ByteBuffer.wrap(SIGNED.clone()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(ByteBuffer zip) {
        byte[] bytes = new byte[zip.capacity()];
        zip.get(0, bytes);
        return bytes;
    }

    /** Where the number-th record of a kind begins, from 0. */
    private static int find(ByteBuffer zip, int signature, int number) {
        int left = number;
        for (int at = 0; at + 4 <= zip.capacity(); at++) {
            if (zip.getInt(at) == signature && left-- == 0) {
                return at;
            }
        }
        throw new AssertionError("no record");
    }

    private static void refused(byte[] zip, String why) {
        assertThatThrownBy(() -> AsicContainer.read(zip))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining(why);
    }

    @Test
    void a_container_as_other_programs_write_it_is_read() throws Exception {
        AsicContainer read = AsicContainer.read(deflated(files(), false));
        assertThat(read.toBytes()).isEqualTo(SIGNED);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer commented = copy();
        commented.putShort(SIGNED.length - 2, (short) 3);
        out.writeBytes(bytes(commented));
        out.writeBytes(bytes("hey"));
        assertThat(AsicContainer.read(out.toByteArray()).toBytes()).isEqualTo(SIGNED);
    }

    @Test
    void a_document_that_other_programs_take_for_signatures_is_one_here_too() throws Exception {
        byte[] document = files().getOrDefault("META-INF/signatures001.xml", new byte[0]);
        for (String name : new String[] {"META-INF/our-signatures.xml", "META-INF/SIGNATURES001.XML"}) {
            Map<String, byte[]> files = files();
            files.remove("META-INF/signatures001.xml");
            files.put(name, document);
            AsicContainer read = AsicContainer.read(ZipWriter.write(files));
            assertThat(read.signatures()).extracting(SignatureDocument::name).containsExactly(name);
            byte[] twice = AsicContainerTest.signedAgain(read).toBytes();
            assertThat(AsicContainer.read(twice).signatures()).hasSize(2);
        }
    }

    @Test
    void Z01_more_files_or_bytes_than_the_limits_or_too_high_a_ratio_are_refused() throws Exception {
        assertThatThrownBy(() -> AsicContainer.read(SIGNED, new AsicLimits(4, 1 << 20, 100)))
                .hasMessageContaining("more than 4 files");
        assertThatThrownBy(() -> AsicContainer.read(SIGNED, new AsicLimits(5, 3_000, 100)))
                .hasMessageContaining("more than 3000 bytes");
        Map<String, byte[]> files = files();
        files.put("bomb", new byte[2 << 20]);
        refused(deflated(files, false), "times as long");
        files.put("bomb", new byte[1 << 20]);
        assertThatCode(() -> AsicContainer.read(deflated(files, false))).doesNotThrowAnyException();
    }

    @Test
    void Z01_a_file_that_is_longer_than_said_is_not_taken_out() throws Exception {
        Map<String, byte[]> files = files();
        files.put("bomb", new byte[2 << 20]);
        ByteBuffer zip = ByteBuffer.wrap(deflated(files, false)).order(ByteOrder.LITTLE_ENDIAN);
        int central = find(zip, CENTRAL, 5);
        int descriptor = find(zip, CENTRAL, 0) - 16;
        zip.putInt(central + 24, 1_000).putInt(descriptor + 12, 1_000);
        refused(bytes(zip), "longer or shorter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "/a", "a/../../b", "a\\b", "C:/a", "a//b", "./a", "a\u0001", "META-INF/../a"})
    void Z02_a_name_that_leads_elsewhere_is_refused(String name) throws Exception {
        Map<String, byte[]> files = files();
        files.put(name, bytes("x"));
        refused(ZipWriter.write(files), "name");
    }

    @Test
    void Z02_a_link_is_refused() {
        ByteBuffer zip = copy();
        int central = find(zip, CENTRAL, 1);
        zip.putShort(central + 4, (short) (3 << 8 | 20)).putInt(central + 38, 0xA1FF << 16);
        refused(bytes(zip), "link");
    }

    @Test
    void Z03_two_files_with_one_name_or_like_names_are_refused() throws Exception {
        Map<String, byte[]> files = files();
        files.put("BESIDE/invoice.PDF", bytes("other"));
        refused(ZipWriter.write(files), "twice");
        files.remove("BESIDE/invoice.PDF");
        files.put("beside", bytes("a file"));
        refused(ZipWriter.write(files), "file and of a folder");
        files.remove("beside");
        files.put("xeside/invoice.pdf", bytes("other"));
        byte[] zip = ZipWriter.write(files);
        byte[] twice = new String(zip, StandardCharsets.ISO_8859_1)
                .replace("xeside/", "beside/")
                .getBytes(StandardCharsets.ISO_8859_1);
        refused(twice, "twice");
    }

    @Test
    void Z03_a_file_of_which_the_directory_says_something_else_is_refused() {
        for (int[] field : new int[][] {{6, 8}, {8, 10}, {14, 16}, {18, 20}, {22, 24}, {30, 46}}) {
            ByteBuffer local = copy();
            int at = find(local, LOCAL, 2) + field[0];
            local.put(at, (byte) (local.get(at) ^ 2));
            assertThatThrownBy(() -> AsicContainer.read(bytes(local))).isInstanceOf(SigningRefusedException.class);
            ByteBuffer central = copy();
            int there = find(central, CENTRAL, 2) + field[1];
            central.put(there, (byte) (central.get(there) ^ 2));
            assertThatThrownBy(() -> AsicContainer.read(bytes(central))).isInstanceOf(SigningRefusedException.class);
        }
    }

    @Test
    void Z03_bytes_before_between_or_behind_the_files_are_refused() {
        byte[] before = new byte[SIGNED.length + 1];
        System.arraycopy(SIGNED, 0, before, 1, SIGNED.length);
        refused(before, "directory");
        refused(Arrays.copyOf(SIGNED, SIGNED.length + 1), "behind its end record");
        refused(Arrays.copyOf(SIGNED, SIGNED.length - 1), "end");
        ByteBuffer zip = copy();
        int central = find(zip, CENTRAL, 0);
        byte[] between = new byte[SIGNED.length + 4];
        System.arraycopy(SIGNED, 0, between, 0, central);
        System.arraycopy(SIGNED, central, between, central + 4, SIGNED.length - central);
        ByteBuffer moved = ByteBuffer.wrap(between).order(ByteOrder.LITTLE_ENDIAN);
        moved.putInt(between.length - 6, central + 4);
        refused(between, "lies behind");
    }

    @Test
    void Z01_two_files_that_lie_in_the_same_place_are_refused() {
        ByteBuffer zip = copy();
        zip.putInt(find(zip, CENTRAL, 2) + 42, zip.getInt(find(zip, CENTRAL, 1) + 42));
        refused(bytes(zip), "overlap");
    }

    @Test
    void Z03_a_file_that_the_directory_leaves_out_is_refused() {
        ByteBuffer zip = copy();
        int end = find(zip, END, 0);
        int last = find(zip, CENTRAL, 4);
        int length = end - last;
        byte[] less = new byte[SIGNED.length - length];
        System.arraycopy(SIGNED, 0, less, 0, last);
        System.arraycopy(SIGNED, end, less, last, SIGNED.length - end);
        ByteBuffer out = ByteBuffer.wrap(less).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort(last + 8, (short) 4).putShort(last + 10, (short) 4);
        out.putInt(last + 12, zip.getInt(end + 12) - length);
        refused(less, "behind");
    }

    @Test
    void Z03_zip64_encryption_volumes_and_other_methods_are_refused() {
        ByteBuffer sixtyFour = copy();
        sixtyFour.putInt(find(sixtyFour, CENTRAL, 1) + 24, -1);
        refused(bytes(sixtyFour), "Zip64");
        ByteBuffer encrypted = copy();
        encrypted.putShort(find(encrypted, CENTRAL, 1) + 8, (short) 0x801);
        refused(bytes(encrypted), "encrypted");
        ByteBuffer volumes = copy();
        volumes.putShort(find(volumes, END, 0) + 4, (short) 1);
        refused(bytes(volumes), "volumes");
        ByteBuffer method = copy();
        method.putShort(find(method, CENTRAL, 1) + 10, (short) 14);
        refused(bytes(method), "method 14");
    }

    @Test
    void Z03_bytes_before_the_files_are_refused_although_all_places_allow_for_them() {
        ByteBuffer zip = copy();
        for (int i = 0; i < 5; i++) {
            int at = find(zip, CENTRAL, i) + 42;
            zip.putInt(at, zip.getInt(at) + 4);
        }
        int at = find(zip, END, 0) + 16;
        zip.putInt(at, zip.getInt(at) + 4);
        refused(together(bytes("more"), bytes(zip)), "before them");
    }

    @Test
    void Z03_a_directory_with_something_behind_its_files_is_refused() {
        ByteBuffer zip = copy();
        int end = find(zip, END, 0);
        zip.putInt(end + 12, zip.getInt(end + 12) + 4);
        byte[] changed = bytes(zip);
        refused(
                together(Arrays.copyOf(changed, end), bytes("more"), Arrays.copyOfRange(changed, end, changed.length)),
                "directory is longer or shorter");
    }

    @Test
    void Z03_a_file_in_another_volume_or_stored_with_two_sizes_is_refused() {
        ByteBuffer volume = copy();
        refused(bytes(volume.putShort(find(volume, CENTRAL, 1) + 34, (short) 1)), "volume");
        ByteBuffer sizes = copy();
        sizes.putInt(find(sizes, LOCAL, 1) + 22, 3).putInt(find(sizes, CENTRAL, 1) + 24, 3);
        refused(bytes(sizes), "two sizes");
    }

    @Test
    void Z03_a_file_that_is_damaged_and_a_folder_with_content_are_refused() throws Exception {
        byte[] damaged = SIGNED.clone();
        damaged[find(copy(), LOCAL, 1) - 1] ^= 1;
        refused(damaged, "checksum");
        Map<String, byte[]> files = files();
        files.put("folder/", bytes("x"));
        refused(ZipWriter.write(files), "folder with content");
    }

    @Test
    void Z03_bytes_behind_what_was_compressed_are_refused() throws Exception {
        byte[] content = bytes("content content content");
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[64];
        int length = deflater.deflate(packed);
        deflater.end();
        for (int more = 0; more < 2; more++) {
            Map<String, byte[]> files = files();
            files.put("x", Arrays.copyOf(packed, length + more));
            ByteBuffer zip = ByteBuffer.wrap(ZipWriter.write(files)).order(ByteOrder.LITTLE_ENDIAN);
            CRC32 crc = new CRC32();
            crc.update(content);
            int local = find(zip, LOCAL, 5);
            int central = find(zip, CENTRAL, 5);
            zip.putShort(local + 8, (short) 8).putShort(central + 10, (short) 8);
            zip.putInt(local + 14, (int) crc.getValue()).putInt(central + 16, (int) crc.getValue());
            zip.putInt(local + 22, content.length).putInt(central + 24, content.length);
            if (more == 0) {
                assertThat(AsicContainer.read(bytes(zip)).data()).hasSize(3);
            } else {
                refused(bytes(zip), "longer or shorter than the directory says");
            }
        }
    }

    private static byte[] together(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    @Test
    void Z03_another_name_in_an_extra_field_is_refused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            ZipEntry entry = new ZipEntry("a");
            entry.setExtra(new byte[] {0x75, 0x70, 1, 0, 1});
            zip.putNextEntry(entry);
            zip.closeEntry();
        }
        refused(bytes.toByteArray(), "extra field");
    }

    @Test
    void Z04_a_container_whose_type_is_missing_late_compressed_or_unknown_is_refused() throws Exception {
        Map<String, byte[]> files = files();
        refused(deflated(files, true), "mimetype");
        files.put("mimetype", bytes(TYPE + "\n"));
        refused(ZipWriter.write(files), "mimetype");
        byte[] type = bytes(TYPE);
        files.remove("mimetype");
        refused(ZipWriter.write(files), "mimetype");
        files.put("mimetype", type);
        refused(ZipWriter.write(files), "mimetype");
        refused(ZipWriter.write(Map.of()), "mimetype");
        refused(withExtraFieldBefore(files()), "mimetype");
    }

    private static byte[] withExtraFieldBefore(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                CRC32 crc = new CRC32();
                crc.update(file.getValue());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(file.getValue().length);
                entry.setCrc(crc.getValue());
                entry.setExtra(new byte[] {1, 2, 0, 0});
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void Z04_a_manifest_that_is_none_or_contradicts_itself_is_refused() throws Exception {
        Map<String, byte[]> files = files();
        String manifest = new String(files.getOrDefault("META-INF/manifest.xml", new byte[0]), StandardCharsets.UTF_8);
        files.put("META-INF/manifest.xml", bytes("<a/>"));
        refused(ZipWriter.write(files), "OpenDocument");
        files.put("META-INF/manifest.xml", bytes("<a"));
        refused(ZipWriter.write(files), "OpenDocument");
        files.put(
                "META-INF/manifest.xml",
                bytes(manifest.replace("full-path=\"/\"", "full-path=\"beside/invoice.pdf\"")));
        refused(ZipWriter.write(files), "two for the same");
    }

    @Test
    void a_container_without_signatures_or_with_something_else_in_their_place_is_refused() throws Exception {
        Map<String, byte[]> files = files();
        byte[] document = files.getOrDefault("META-INF/signatures001.xml", new byte[0]);
        files.put("META-INF/signatures001.xml", bytes("<a/>"));
        refused(ZipWriter.write(files), "asic:XAdESSignatures");
        files.put("META-INF/signatures001.xml", bytes("a"));
        refused(ZipWriter.write(files), "META-INF/signatures001.xml");
        files.remove("META-INF/signatures001.xml");
        refused(ZipWriter.write(files), "none in it");
        files.put("mimetype", bytes(AsicForm.SIMPLE.mimeType()));
        files.put("META-INF/signatures.xml", document);
        refused(ZipWriter.write(files), "simple form");
    }

    @Test
    void any_change_of_a_byte_is_refused_or_gives_the_same_files_and_never_anything_else() {
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            byte[] changed = SIGNED.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(AsicContainer.read(changed).data()).hasSize(2);
            } catch (SigningRefusedException e) {
                assertThat(e).hasMessageStartingWith("expected");
            }
        }
    }
}
