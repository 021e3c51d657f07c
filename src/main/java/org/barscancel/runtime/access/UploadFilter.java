package org.barscancel.runtime.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads a form with a file up to where the file begins, and leaves that to be read by whoever takes it: the server would put
 * all of it on disk by itself, unencrypted, and before the form's token has been looked at. The fields must come before the
 * file.
 */
public final class UploadFilter extends OncePerRequestFilter {
    /** The attribute of a request with a file: its {@link FileItemStream}. */
    public static final String FILE = "org.barscancel.uploaded";

    private static final String FORM = "multipart/form-data";
    private static final int MOST_FIELDS = 4;
    private static final int LONGEST_FIELD = 1_000;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getContentType();
        boolean form = type != null && type.regionMatches(true, 0, FORM, 0, FORM.length());
        chain.doFilter(
                "POST".equals(request.getMethod()) && form ? new WithFields(request, fields(request)) : request,
                response);
    }

    /** What is no such form has no fields, and so no token: the guard refuses it. */
    private static Map<String, String> fields(HttpServletRequest request) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try {
            FileItemIterator parts = new FileUpload().getItemIterator(new ServletRequestContext(request));
            while (parts.hasNext() && fields.size() < MOST_FIELDS) {
                FileItemStream part = parts.next();
                if (!part.isFormField()) {
                    request.setAttribute(FILE, part);
                    return fields;
                }
                try (InputStream in = part.openStream()) {
                    fields.put(part.getFieldName(), new String(in.readNBytes(LONGEST_FIELD), StandardCharsets.UTF_8));
                }
            }
        } catch (FileUploadException broken) {
            fields.clear();
        }
        return fields;
    }

    private static final class WithFields extends HttpServletRequestWrapper {
        private final Map<String, String> fields;

        WithFields(HttpServletRequest request, Map<String, String> fields) {
            super(request);
            this.fields = fields;
        }

        @Override
        public @Nullable String getParameter(String name) {
            return fields.get(name);
        }
    }
}
