package org.barscancel.runtime.http;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import org.barscancel.BarsSettings;
import org.barscancel.intake.BarsIntake;
import org.barscancel.request.BarsMessageReader;
import org.barscancel.request.DocumentReader;
import org.barscancel.request.JsonRequestReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** BaRS messages: their reader for all doors, and the door at {@code /$process-message}. */
@Configuration(proxyBeanMethods = false)
class BarsConfiguration {
    @Bean
    BarsMessageReader barsMessageReader(BarsSettings settings) {
        return new BarsMessageReader(
                FhirContext.forR4Cached(),
                Math.toIntExact(settings.limits().requestBytes().toBytes()));
    }

    @Bean
    DocumentReader documentReader(JsonRequestReader jsonRequestReader, BarsMessageReader barsMessageReader) {
        return new DocumentReader(jsonRequestReader, barsMessageReader);
    }

    @Bean
    BarsReader barsReader(BarsMessageReader barsMessageReader, Clock clock) {
        return new BarsReader(new BarsIntake(barsMessageReader, clock));
    }

    @Bean
    BarsFormat barsFormat() {
        return new BarsFormat(FhirContext.forR4Cached());
    }

    @Bean
    BarsAnswers barsAnswers(Receipts receipts, EndWatch endWatch, BarsFormat barsFormat) {
        return new BarsAnswers(receipts, endWatch, barsFormat);
    }
}
