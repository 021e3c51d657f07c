package org.barscancel.bars;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.barscancel.request.BookingNumber;
import org.barscancel.request.NhsNumber;
import org.junit.jupiter.api.Test;

class AppointmentSearchTest {
    @Test
    void searchesByThePatient() {
        assertThat(AppointmentSearch.ofPatient(new NhsNumber("9990000018")))
                .isEqualTo("Appointment?patient:identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000018");
    }

    @Test
    void searchesByTheNumber() {
        assertThat(AppointmentSearch.ofNumber(new BookingNumber("urn:pas", "B 17/a&b")))
                .isEqualTo("Appointment?identifier=urn%3Apas%7CB%2017%2Fa%26b");
    }

    /** Else one number with a comma in it would be a search for two. */
    @Test
    void escapesWhatHasAMeaningInASearch() {
        assertThat(decoded(new BookingNumber("urn:pas", "a,b|c$d\\e")))
                .isEqualTo("Appointment?identifier=urn:pas|a\\,b\\|c\\$d\\\\e");
    }

    @Property
    void anyNumberIsOneParameterInPrintableAscii(
            @ForAll @StringLength(min = 1, max = 128) @CharRange(from = '!', to = '~') String value) {
        String path = AppointmentSearch.ofNumber(new BookingNumber("urn:pas", value));

        assertThat(path.substring("Appointment?identifier=".length())).matches("[A-Za-z0-9%._*-]+");
        assertThat(decoded(new BookingNumber("urn:pas", value)).replaceAll("\\\\(.)", "$1"))
                .isEqualTo("Appointment?identifier=urn:pas|" + value);
    }

    private static String decoded(BookingNumber number) {
        return URLDecoder.decode(AppointmentSearch.ofNumber(number), StandardCharsets.UTF_8);
    }
}
