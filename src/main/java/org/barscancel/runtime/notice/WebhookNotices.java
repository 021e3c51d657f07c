package org.barscancel.runtime.notice;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.barscancel.answer.CallbackSecret;
import org.barscancel.notice.Letter;
import org.barscancel.runtime.delivery.Callback;
import org.barscancel.runtime.farside.Failures;

/** Tells a program of the site by a call, signed as callbacks are. Only the configured address is called. */
final class WebhookNotices implements NoticeSender, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int NO_LONGER_OK = 300;

    private final CloseableHttpClient client;
    private final Callback receiver;
    private final String installation;
    private final Clock clock;

    WebhookNotices(CloseableHttpClient client, Callback receiver, String installation, Clock clock) {
        this.client = client;
        this.receiver = receiver;
        this.installation = installation;
        this.clock = clock;
    }

    @Override
    public String channel() {
        return "webhook";
    }

    @Override
    public void send(Letter letter) throws IOException {
        byte[] body = body(letter).getBytes(StandardCharsets.UTF_8);
        HttpPost post = new HttpPost(receiver.url());
        Instant now = clock.instant();
        post.setHeader("webhook-id", letter.letterId());
        post.setHeader("webhook-timestamp", now.getEpochSecond());
        if (!receiver.secrets().isEmpty()) {
            post.setHeader(
                    "webhook-signature", CallbackSecret.signatures(receiver.secrets(), letter.letterId(), now, body));
        }
        if (receiver.authorization() != null) {
            post.setHeader("Authorization", receiver.authorization());
        }
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        int status;
        try {
            status = client.execute(post, response -> response.getCode());
        } catch (IOException failure) {
            throw new IOException(Failures.explained(failure));
        }
        if (status < OK || status >= NO_LONGER_OK) {
            throw new IOException("HTTP " + status);
        }
    }

    private String body(Letter letter) {
        ObjectNode body = JSON.createObjectNode()
                .put("type", letter.type().code())
                .put("reason", letter.reason().code())
                .put("installation", installation)
                .put("what", letter.words().what());
        if (!letter.words().nextAction().isEmpty()) {
            body.put("nextAction", letter.words().nextAction());
        }
        return body.put("where", letter.words().where())
                .put("count", letter.count())
                .put("since", letter.since().toString())
                .put("at", letter.writtenAt().toString())
                .toString();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
