package org.barscancel.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Results as JSON: an object for one, an array for a list. */
final class JsonResults implements ResultFormat {
    private final ObjectWriter one;
    private final ObjectWriter line;
    private final BatchResults batches;

    JsonResults(ObjectMapper mapper, BatchResults batches) {
        this.one = mapper.writer(new DefaultPrettyPrinter());
        this.line = mapper.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        this.batches = batches;
    }

    @Override
    public String ending() {
        return JSON;
    }

    @Override
    public void write(BatchSummary batch, OutputStream out) throws IOException {
        if (batch.many()) {
            writeList(batch, out);
        } else {
            writeOne(batch, out);
        }
    }

    private void writeOne(BatchSummary batch, OutputStream out) throws IOException {
        JsonGenerator json = one.createGenerator(out);
        batches.forEachResult(batch.batchId(), result -> append(one, json, result));
        json.flush();
    }

    /** One result a line, so that a person can read a long list and a simple tool can cut it. */
    private void writeList(BatchSummary batch, OutputStream out) throws IOException {
        JsonGenerator json = line.createGenerator(out).setPrettyPrinter(new LinePerResult());
        json.writeStartArray();
        batches.forEachResult(batch.batchId(), result -> append(line, json, result));
        json.writeEndArray();
        json.flush();
    }

    private static void append(ObjectWriter writer, JsonGenerator json, CancellationResult result) {
        try {
            writer.writeValue(json, result);
        } catch (IOException e) {
            throw new UncheckedIOException("A result file cannot be written", e);
        }
    }
}
