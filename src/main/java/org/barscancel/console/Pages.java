package org.barscancel.console;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The description of the interface, for machines and for people. */
@RestController
class Pages {
    private static final MediaType HTML = MediaType.valueOf("text/html;charset=UTF-8");
    private static final MediaType SCRIPT = MediaType.valueOf("text/javascript;charset=UTF-8");
    private static final MediaType STYLE = MediaType.valueOf("text/css;charset=UTF-8");

    /** A browser asks for a page and comes to the console; a program comes to the description of its interface. */
    @GetMapping("/")
    ResponseEntity<Void> start(@RequestHeader(value = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        boolean browser = accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .location(URI.create(browser ? "/console" : "/docs"))
                .build();
    }

    @GetMapping("/openapi.json")
    ResponseEntity<Resource> openApi() {
        return resource("bars-cancel/schema/openapi.json", MediaType.APPLICATION_JSON);
    }

    @GetMapping("/cancellation-request.schema.json")
    ResponseEntity<Resource> requestSchema() {
        return resource(
                "bars-cancel/schema/cancellation-request.schema.json", MediaType.valueOf("application/schema+json"));
    }

    @GetMapping("/docs")
    ResponseEntity<Resource> docs() {
        return resource("bars-cancel/console/docs.html", HTML);
    }

    @GetMapping("/docs.js")
    ResponseEntity<Resource> script() {
        return resource("bars-cancel/console/docs.js", SCRIPT);
    }

    @GetMapping("/docs.css")
    ResponseEntity<Resource> style() {
        return resource("bars-cancel/console/docs.css", STYLE);
    }

    private static ResponseEntity<Resource> resource(String path, MediaType type) {
        return ResponseEntity.ok().contentType(type).body(new ClassPathResource(path));
    }
}
