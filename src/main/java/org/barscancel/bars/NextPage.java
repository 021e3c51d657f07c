package org.barscancel.bars;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a search goes on (R12): at a {@code next} link below the far side's own base, or, behind a proxy, with our own
 * query and the {@code next-page-token} that the link or {@code meta.tag} carries. Another host is never called, and
 * {@code link.self} is never looked at: it may be unencoded.
 *
 * @param path below the base; null when there is no next page, or no way to it
 * @param problem why there is no way to it
 */
record NextPage(@Nullable String path, @Nullable String problem) {
    private static final NextPage NONE = new NextPage(null, null);
    private static final String TOKEN = "next-page-token";
    private static final int LONGEST = 8_000;
    private static final Pattern SCHEME = Pattern.compile("^https?://", Pattern.CASE_INSENSITIVE);
    private static final Pattern STEPS = Pattern.compile("[A-Za-z0-9_$./-]*");

    static NextPage of(JsonNode bundle, Call call) {
        String link = link(bundle);
        if (link != null) {
            Optional<String> ours = belowBase(link, call.farSide().baseUrl());
            if (ours.isPresent()) {
                return to(ours.get(), call);
            }
        }
        String token = link == null ? null : tokenOf(link);
        if (token == null) {
            token = tokenOf(bundle.path("meta").path("tag"));
        }
        if (token == null) {
            return link == null ? NONE : new NextPage(null, "the next page of the search is at another address");
        }
        return HeaderValues.isSafe(token)
                ? to(withToken(call.path(), token), call)
                : new NextPage(null, "the token of the next page cannot be sent back");
    }

    private static NextPage to(String path, Call call) {
        if (path.length() > LONGEST) {
            return new NextPage(null, "the address of the next page is too long");
        }
        if (path.equals(call.path())) {
            return new NextPage(null, "the next page of the search is the same page again");
        }
        return new NextPage(path, null);
    }

    private static @Nullable String link(JsonNode bundle) {
        for (JsonNode link : bundle.path("link")) {
            if ("next".equals(link.path("relation").textValue())) {
                return link.path("url").asText();
            }
        }
        return null;
    }

    /** The link as a path below the base. Only the path is kept, so a proxy may have changed the scheme. */
    private static Optional<String> belowBase(String link, String baseUrl) {
        String url = SCHEME.matcher(link).replaceFirst("");
        String base = SCHEME.matcher(baseUrl).replaceFirst("");
        if (!url.regionMatches(true, 0, base, 0, base.length())) {
            return Optional.empty();
        }
        String rest = url.substring(base.length());
        if (!rest.startsWith("/") && !rest.startsWith("?")) {
            return Optional.empty();
        }
        String path = rest.startsWith("/") ? rest.substring(1) : rest;
        int query = path.indexOf('?');
        if (query < 0) {
            return Optional.empty();
        }
        String steps = path.substring(0, query);
        boolean plain = STEPS.matcher(steps).matches() && !steps.contains("..");
        return plain ? Optional.of(steps + encodeStrays(path.substring(query))) : Optional.empty();
    }

    /** Encodes what may not stand in a query, and leaves what is encoded already. */
    private static String encodeStrays(String query) {
        StringBuilder out = new StringBuilder();
        query.codePoints().forEach(c -> {
            boolean fits = c > ' ' && c <= '~' && "\"<>\\^`{|}#".indexOf(c) < 0;
            out.append(fits ? Character.toString(c) : encode(Character.toString(c)));
        });
        return out.toString();
    }

    private static @Nullable String tokenOf(String link) {
        int query = link.indexOf('?');
        return Arrays.stream(link.substring(query + 1).split("&", -1))
                .filter(parameter -> parameter.startsWith(TOKEN + "="))
                .map(parameter -> decode(parameter.substring(TOKEN.length() + 1)))
                .filter(token -> !token.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** NRL tags the Bundle with the token as code and {@code next_page_token} as display. */
    private static @Nullable String tokenOf(JsonNode tags) {
        for (JsonNode tag : tags) {
            String code = tag.path("code").asText();
            boolean named = namesToken(tag.path("system").asText())
                    || namesToken(tag.path("display").asText());
            if (named && !code.isEmpty()) {
                return code;
            }
        }
        return null;
    }

    private static boolean namesToken(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[_-]", "").endsWith("nextpagetoken");
    }

    private static String withToken(String path, String token) {
        int query = path.indexOf('?');
        String steps = query < 0 ? path : path.substring(0, query);
        Stream<String> kept = query < 0
                ? Stream.empty()
                : Arrays.stream(path.substring(query + 1).split("&", -1));
        return Stream.concat(
                        kept.filter(parameter -> !parameter.startsWith(TOKEN + "=")),
                        Stream.of(TOKEN + "=" + encode(token)))
                .collect(Collectors.joining("&", steps + "?", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Base64 tokens hold plus signs, which are not blanks. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
