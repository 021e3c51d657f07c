package org.barscancel.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of the trail: a JSON object whose last member, {@code mac}, seals the bytes before it, and whose
 * {@code previous} is the seal of the line before.
 *
 * @param sequence from 1
 * @param previous the seal of the record before; of the first one, the name of the chain
 * @param mac its own seal
 * @param sealed the text that was sealed
 */
record AuditRecord(long sequence, String previous, String mac, String sealed) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SEAL = ",\"mac\":\"";
    private static final String END = "\"}";
    private static final int SEAL_DIGITS = 64;

    /** Makes the next record. */
    static AuditRecord of(long sequence, Instant at, AuditEntry entry, String previous, AuditKey key) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("sequence", sequence);
        members.put("at", at.truncatedTo(ChronoUnit.MILLIS).toString());
        members.put("action", entry.action().code());
        Actor actor = entry.actor();
        put(members, "who", actor.who());
        members.put("channel", actor.channel());
        put(members, "requester", actor.requester());
        put(members, "from", actor.from());
        Map<String, Object> on = new LinkedHashMap<>();
        entry.on()
                .forEach(
                        (name, value) -> on.put(Shown.of(name), value instanceof String text ? Shown.of(text) : value));
        members.put("on", on);
        members.put("previous", previous);
        String sealed = open(json(members));
        return new AuditRecord(sequence, previous, key.seal(sealed), sealed);
    }

    /** Reads a line; empty when it is none. Whether its seal is right is another question. */
    static Optional<AuditRecord> read(String line) {
        int mac = line.length() - END.length() - SEAL_DIGITS;
        int seal = mac - SEAL.length();
        if (seal < 0 || !line.startsWith(SEAL, seal) || !line.endsWith(END)) {
            return Optional.empty();
        }
        String sealed = line.substring(0, seal);
        try {
            JsonNode json = JSON.readTree(sealed + "}");
            return json.path("sequence").isIntegralNumber()
                    ? Optional.of(new AuditRecord(
                            json.path("sequence").longValue(),
                            json.path("previous").asText(),
                            line.substring(mac, mac + SEAL_DIGITS),
                            sealed))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    boolean isSealedBy(AuditKey key) {
        return MessageDigest.isEqual(
                key.seal(sealed).getBytes(StandardCharsets.US_ASCII), mac.getBytes(StandardCharsets.US_ASCII));
    }

    String line() {
        return sealed + SEAL + mac + END;
    }

    private static void put(Map<String, Object> members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, Shown.of(value));
        }
    }

    private static String json(Map<String, Object> members) {
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("What is recorded are texts, numbers and lists of texts", e);
        }
    }

    private static String open(String json) {
        return json.substring(0, json.length() - 1);
    }
}
