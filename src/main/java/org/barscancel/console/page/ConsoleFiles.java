package org.barscancel.console.page;

import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The style of the pages, their sign, and the one script. */
@Controller
class ConsoleFiles {
    private static final Map<String, MediaType> KNOWN = Map.of(
            "console.css", MediaType.valueOf("text/css;charset=UTF-8"),
            "icon.svg", MediaType.valueOf("image/svg+xml"),
            "htmx.js", MediaType.valueOf("text/javascript;charset=UTF-8"),
            "htmx-LICENSE.txt", MediaType.valueOf("text/plain;charset=UTF-8"));

    @GetMapping("/console/files/{name}")
    ResponseEntity<Resource> file(@PathVariable("name") String name) {
        MediaType type = KNOWN.get(name);
        if (type == null) {
            return ResponseEntity.status(HttpStatus.NOT_FOUND).build();
        }
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource("bars-cancel/console/files/" + name));
    }
}
