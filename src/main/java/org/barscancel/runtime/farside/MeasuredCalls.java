package org.barscancel.runtime.farside;

import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.barscancel.bars.NoCredentialsException;
import org.barscancel.runtime.watch.Measures;

/** Times the calls of one far side until the headers of the answer, and counts those that had no token. */
final class MeasuredCalls implements ExecChainHandler {
    private static final int STATUSES_A_CLASS = 100;

    private final String farSide;
    private final Measures measures;
    private final Counter noToken;

    MeasuredCalls(String farSide, Measures measures) {
        this.farSide = farSide;
        this.measures = measures;
        this.noToken = measures.tokensFailed(farSide);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        long begun = System.nanoTime();
        String answer = "none";
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            answer = response.getCode() / STATUSES_A_CLASS + "xx";
            return response;
        } catch (NoCredentialsException none) {
            noToken.increment();
            throw none;
        } finally {
            measures.called(farSide, answer, Duration.ofNanos(System.nanoTime() - begun));
        }
    }
}
