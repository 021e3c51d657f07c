package org.barscancel.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TargetStatusTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @EnumSource
    void travelsAsItsFhirCode(TargetStatus status) throws JsonProcessingException {
        String json = MAPPER.writeValueAsString(status);

        assertThat(json).isEqualTo("\"" + status.code() + "\"");
        assertThat(MAPPER.readValue(json, TargetStatus.class)).isEqualTo(status);
    }

    @Test
    void isNoOtherStatus() {
        assertThatThrownBy(() -> MAPPER.readValue("\"noshow\"", TargetStatus.class))
                .isInstanceOf(ValueInstantiationException.class)
                .hasMessageContaining("Not a target status");
    }
}
