package org.barscancel.credentials;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import org.barscancel.bars.NoCredentialsException;
import org.barscancel.fuzz.Holds;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;

/** What a token endpoint answers: one byte that chooses the status, and the body. */
public final class TokenAnswerFuzz {
    private static final int[] STATUSES = {200, 200, 200, 400, 401, 204, 302, 503, 429, 404};
    private static final int LONGEST_TOKEN = 16 * 1024;
    private static final TokenClient CLIENT =
            new TokenClient(URI.create("https://tokens.example/token"), "client-1", "secret-of-1", null, Set.of());

    private TokenAnswerFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        OAuthTokenEndpoint endpoint =
                new OAuthTokenEndpoint(CLIENT, (uri, method) -> call(uri, method, input), Clock.systemUTC());
        try {
            Token token = endpoint.get();
            Holds.that(token.value().length() <= LONGEST_TOKEN, "A token is too long for a header");
            Holds.that(token.value().chars().allMatch(c -> c > ' ' && c <= '~'), "A token cannot stand in a header");
            Holds.that(token.until().isAfter(token.since()), "A token expires before it is given");
        } catch (NoCredentialsException none) {
            Holds.oneLine(none.why());
            Holds.that(!none.why().contains("secret-of-1"), "A secret is shown");
        }
    }

    private static MockClientHttpRequest call(URI uri, HttpMethod method, byte[] input) {
        MockClientHttpRequest request = new MockClientHttpRequest(method, uri);
        request.setResponse(new Answer(input));
        return request;
    }

    /** Not Spring's own, which knows published statuses only. */
    private record Answer(byte[] input) implements ClientHttpResponse {
        @Override
        public HttpStatusCode getStatusCode() {
            return HttpStatusCode.valueOf(STATUSES[(input[0] & 0xFF) % STATUSES.length]);
        }

        @Override
        public String getStatusText() {
            return "";
        }

        @Override
        public HttpHeaders getHeaders() {
            HttpHeaders headers = new HttpHeaders();
            headers.setContentType(MediaType.APPLICATION_JSON);
            return headers;
        }

        @Override
        public InputStream getBody() throws IOException {
            return new ByteArrayInputStream(input, 1, input.length - 1);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
