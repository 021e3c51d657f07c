package org.barscancel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;

/** Keeps cookies, follows nothing, and sends forms with the token of the page they stand on. */
public final class FormBrowser {
    private final CookieManager cookies = new CookieManager();
    private final WholeProgram program;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    public FormBrowser(WholeProgram program) {
        this.program = program;
    }

    public FormBrowser signedIn(String key) throws Exception {
        assertThat(post("/console/sign-in", "/console/sign-in", "key", key).statusCode())
                .isEqualTo(302);
        return this;
    }

    public java.util.List<java.net.HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    public HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(address(path))
                        .header("Accept", "text/html")
                        .build(),
                BodyHandlers.ofString());
    }

    /** Fields are names and values in turn. */
    public HttpResponse<String> post(String path, String page, String... fields) throws Exception {
        StringBuilder form = new StringBuilder("_csrf=").append(encoded(token(page)));
        for (int i = 0; i < fields.length; i += 2) {
            form.append('&').append(fields[i]).append('=').append(encoded(fields[i + 1]));
        }
        return send(path, form.toString());
    }

    /** A form with a file, whose token is that of the page, or another. */
    public HttpResponse<String> upload(String path, String token, String file) throws Exception {
        String form = "--edge\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token
                + "\r\n--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"clinic.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + file + "\r\n--edge--\r\n";
        return client.send(
                HttpRequest.newBuilder(address(path))
                        .header("Content-Type", "multipart/form-data; boundary=edge")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    public String token(String page) throws Exception {
        return field(get(page).body(), "_csrf");
    }

    /** What a hidden field of a page holds. */
    public static String field(String body, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(body);
        assertThat(field.find()).as("the field %s of a form", name).isTrue();
        return field.group(1);
    }

    /** Sends the form of a page as it stands there, twice; both answers lead to the same page, which is answered. */
    public String sentTwice(String path, String page) throws Exception {
        String shown = get(page).body();
        String form = "_csrf=" + field(shown, "_csrf") + "&press=" + field(shown, "press");
        Matcher named =
                Pattern.compile("name=\"(problem|leg)\" value=\"([^\"]+)\"").matcher(shown);
        while (named.find()) {
            form += "&" + named.group(1) + "=" + encoded(named.group(2));
        }
        String first = location(send(path, form));
        assertThat(location(send(path, form))).isEqualTo(first);
        return first;
    }

    public static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
    }

    public HttpResponse<String> send(String path, String form) throws Exception {
        return client.send(
                HttpRequest.newBuilder(address(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private URI address(String path) {
        return URI.create(
                "http://127.0.0.1:" + program.bean(Environment.class).getProperty("local.server.port") + path);
    }
}
