package io.interlock.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.console.http.ApiProblem;
import io.interlock.core.report.Reporter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Any JSON is a report that is told once, or is refused with a status and words. */
class ReportFuzz
{
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicInteger told = new AtomicInteger();
    private final Reporter reporter = (Reporter)Proxy.newProxyInstance(
        ReportFuzz.class.getClassLoader(), new Class<?>[] {Reporter.class}, (proxy, method, args) ->
        {
            told.incrementAndGet();
            return null;
        });

    @FuzzTest(maxDuration = "10m")
    void shouldTellOrRefuseAnyReport(final byte[] bytes)
    {
        final JsonNode json;
        try
        {
            json = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        }
        catch (final JsonProcessingException malformed)
        {
            return;
        }
        told.set(0);
        try
        {
            final Report report = Report.of(json, 0);
            assertThat(report.scope()).isNotNull();
            report.event().tell(reporter);
            assertThat(told).hasValue(1);
        }
        catch (final ApiProblem refused)
        {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
