package org.barscancel.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.barscancel.audit.Actor;
import org.barscancel.audit.Audit;
import org.barscancel.audit.AuditEntry;
import org.barscancel.audit.AuditUnavailableException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

class ReadsRecordedTest {
    private final List<AuditEntry> kept = new ArrayList<>();
    private boolean failing;

    private final ReadsRecorded reads = new ReadsRecorded(new Audit() {
        @Override
        public void note(AuditEntry entry) {
            if (!failing) {
                kept.add(entry);
            }
        }

        @Override
        public void require(AuditEntry entry) throws AuditUnavailableException {
            if (failing) {
                throw new AuditUnavailableException(new IOException("No space left on device"));
            }
            kept.add(entry);
        }
    });

    @Test
    void aSearchIsRecordedWithWhoSearchedForWhat() throws Exception {
        MockHttpServletRequest call = new MockHttpServletRequest("GET", "/cancellations");
        call.setRemoteUser("sister.mary");
        call.setRemoteAddr("10.0.0.7");
        call.setParameter("requester", "pas-1");
        call.setParameter("page", "");
        call.setParameter("unknown", "9990000018");
        Callers.note(call);

        assertThat(allows(call, "search", MultiValueMap.class)).isTrue();

        assertThat(kept).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(new Actor("sister.mary", "http", null, "10.0.0.7"));
            assertThat(entry.action().code()).isEqualTo("searched");
            assertThat(entry.on()).containsExactly(Map.entry("requester", "pas-1"));
        });
    }

    @Test
    void aSearchThatCannotBeRecordedIsRefused() {
        failing = true;

        assertThatThrownBy(() -> allows(new MockHttpServletRequest(), "search", MultiValueMap.class))
                .isInstanceOfSatisfying(
                        Unanswerable.class,
                        refused -> assertThat(refused.answer().status()).isEqualTo(503));
    }

    /** Its requester waits for it. */
    @Test
    void aResultIsShownWhetherOrNotThatCanBeRecorded() throws Exception {
        MockHttpServletRequest call = new MockHttpServletRequest();
        call.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of("cancellationId", "c-1"));

        assertThat(allows(call, "one", String.class)).isTrue();
        assertThat(kept).singleElement().satisfies(entry -> assertThat(entry.on())
                .containsExactly(Map.entry("cancellationId", "c-1")));

        failing = true;
        assertThat(allows(call, "one", String.class)).isTrue();
    }

    private boolean allows(MockHttpServletRequest call, String method, Class<?> parameter) throws Exception {
        CancellationsApi api = new CancellationsApi(null);
        return reads.preHandle(
                call,
                new MockHttpServletResponse(),
                new HandlerMethod(
                        api, CancellationsApi.class.getDeclaredMethod(method, parameter, HttpServletRequest.class)));
    }
}
