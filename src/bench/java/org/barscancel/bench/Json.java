package org.barscancel.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** JSON of the results, and of what the compared programs send. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper().findAndRegisterModules();
    static final ObjectMapper PRETTY = MAPPER.copy().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}
}
