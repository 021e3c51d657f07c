package org.barscancel.blackbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Inputs that are small, and large or deep for who takes them apart. */
final class Bombs {
    /** More than the program's memory, and packed less than what is read of one request. */
    private static final int MEGABYTES = 700;

    private static final int DEEP = 100_000;

    private Bombs() {}

    static byte[] gzip() {
        return packed(GZIPOutputStream::new);
    }

    static byte[] deflate() {
        return packed(DeflaterOutputStream::new);
    }

    static byte[] zip() {
        return packed(out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.putNextEntry(new ZipEntry("request.json"));
            return zip;
        });
    }

    static byte[] deepLists() {
        return utf8("[".repeat(DEEP) + "]".repeat(DEEP));
    }

    static byte[] deepObjects() {
        return utf8("{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP));
    }

    static byte[] deepXml() {
        return utf8("<Bundle xmlns=\"http://hl7.org/fhir\">" + "<a>".repeat(DEEP) + "</a>".repeat(DEEP) + "</Bundle>");
    }

    private interface Packing {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] packed(Packing packing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] blanks = utf8(" ".repeat(1 << 20));
        try (OutputStream packed = packing.around(bytes)) {
            for (int i = 0; i < MEGABYTES; i++) {
                packed.write(blanks);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
