package io.interlock.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.console.access.Role;
import io.interlock.console.http.ApiProblem;
import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import io.interlock.console.http.ApiRoute;
import io.interlock.core.status.EngineStatus;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The route of Prometheus. */
class MetricsRouteTest
{
    private static final ApiRequest REQUEST = new ApiRequest("GET", "/metrics", Map.of(), Map.of(), null, null, "127.0.0.1");

    @Test
    void shouldAnswerAViewerWithTheText()
    {
        try (MetricsRig rig = new MetricsRig())
        {
            final ApiRoute route = MetricsRoute.of(rig.context());
            assertThat(route.method()).isEqualTo("GET");
            assertThat(route.template()).isEqualTo("/metrics");
            assertThat(route.role()).isEqualTo(Role.VIEWER);
            final ApiResponse response = route.handler().handle(REQUEST);
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            assertThat(Exposition.parse(new String(response.body(), StandardCharsets.UTF_8)).value("interlock_scopes")).isEqualTo(1);
        }
    }

    @Test
    void shouldMakeOneTextAtATimeAndSendAwayAnother() throws Exception
    {
        final ExecutorService other = Executors.newSingleThreadExecutor();
        try (MetricsRig rig = new MetricsRig())
        {
            final EngineStatus status = rig.engine.status();
            final CountDownLatch inside = new CountDownLatch(1);
            final CountDownLatch go = new CountDownLatch(1);
            rig.view.status = () ->
            {
                inside.countDown();
                await(go);
                return status;
            };
            final ApiRoute route = MetricsRoute.of(MetricsContext.of(rig.view));
            final Future<ApiResponse> first = other.submit(() -> route.handler().handle(REQUEST));
            await(inside);
            final long waits = waits();
            assertThatThrownBy(() -> route.handler().handle(REQUEST)).isInstanceOfSatisfying(ApiProblem.class, problem ->
            {
                assertThat(problem.status()).isEqualTo(503);
                assertThat(problem.type()).isEqualTo("scrape-in-progress");
            });
            assertThat(waits()).as("no thread of the server is parked for a turn").isEqualTo(waits);
            go.countDown();
            assertThat(first.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(route.handler().handle(REQUEST).status()).as("the turn is free again").isEqualTo(200);
            rig.view.status = () ->
            {
                throw new IllegalStateException("no engine");
            };
            assertThatThrownBy(() -> route.handler().handle(REQUEST)).hasMessage("no engine");
            rig.view.status = () -> status;
            assertThat(route.handler().handle(REQUEST).status()).as("also after a scrape that failed").isEqualTo(200);
        }
        finally
        {
            other.shutdownNow();
        }
    }

    private static long waits()
    {
        return ManagementFactory.getThreadMXBean().getThreadInfo(Thread.currentThread().getId()).getWaitedCount();
    }

    private static void await(final CountDownLatch latch)
    {
        try
        {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        }
        catch (final InterruptedException stopped)
        {
            throw new IllegalStateException(stopped);
        }
    }
}
