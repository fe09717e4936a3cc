package io.interlock.notify.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.interlock.notify.DeliveryException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One request, one answer, one deadline, and no secret in what is said of failures. */
@Timeout(300)
class SafeHttpTest
{
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final Duration FOREVER = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String SECRET = "s3cr3t-path";

    private StubServer server;
    private SafeHttp http;

    @BeforeEach
    void start() throws Exception
    {
        server = StubServer.start();
        http = new SafeHttp(new AddressGuard(true, Set.of()));
    }

    @AfterEach
    void end() throws Exception
    {
        http.close();
        server.close();
    }

    private HttpSender.Request post(final String body)
    {
        return new HttpSender.Request("POST", server.url() + "/hook/" + SECRET + "?a=b", Map.of("X-Test", "yes"), "application/json", body,
            "webhook ops");
    }

    private DeliveryException failure(final Duration timeout)
    {
        final DeliveryException failure = catchThrowableOfType(DeliveryException.class, () -> http.send(post("{}"), timeout));
        assertThat(failure).isNotNull().hasNoCause();
        assertThat(failure).hasMessageStartingWith("webhook ops").message().doesNotContain(SECRET);
        return failure;
    }

    @Test
    void shouldSendWhatWasAskedForAndNothingElse() throws Exception
    {
        server.then(StubAnswer.of(202, "taken ä"));
        assertThat(http.send(post("{\"a\":\"ä\"}"), LONG)).isEqualTo(new HttpSender.Answer(202, null, "taken ä"));
        final StubServer.Received request = server.take();
        assertThat(request.line()).isEqualTo("POST /hook/" + SECRET + "?a=b HTTP/1.1");
        assertThat(request.body()).isEqualTo("{\"a\":\"ä\"}");
        assertThat(request.fields()).containsEntry("x-test", "yes").containsEntry("host", "127.0.0.1:" + server.port())
            .containsEntry("content-type", "application/json").containsEntry("content-length", "10")
            .containsOnlyKeys("x-test", "host", "content-type", "content-length", "user-agent", "connection");
    }

    @Test
    void shouldAskWithoutABody() throws Exception
    {
        http.send(new HttpSender.Request("GET", server.url(), Map.of(), "", "", "a place"), LONG);
        assertThat(server.take().line()).isEqualTo("GET / HTTP/1.1");
    }

    @Test
    void shouldFollowNoRedirectAndKeepNoCookie() throws Exception
    {
        server.then(StubAnswer.of(307, "", "Location: " + server.url() + "/elsewhere", "Set-Cookie: a=b; Path=/"));
        assertThat(http.send(post("{}"), LONG).status()).isEqualTo(307);
        http.send(post("{}"), LONG);
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.take().path()).startsWith("/hook");
        assertThat(server.take().header("cookie")).isNull();
    }

    @Test
    void shouldRepeatNothing()
    {
        server.then(StubAnswer.reset());
        assertThat(failure(LONG).isPermanent()).isFalse();
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void shouldReadRetryAfter() throws Exception
    {
        server.then(StubAnswer.of(429, "slow down", "Retry-After: 17"), StubAnswer.of(503, "", "Retry-After: 999999999999999"));
        assertThat(http.send(post("{}"), LONG)).isEqualTo(new HttpSender.Answer(429, Duration.ofSeconds(17), "slow down"));
        assertThat(http.send(post("{}"), LONG).retryAfter()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void shouldReadRetryAfterAsADate()
    {
        final long nowMs = 784_111_777_000L;
        assertThat(RetryAfter.read("Sun, 06 Nov 1994 08:49:47 GMT", nowMs)).isEqualTo(Duration.ofSeconds(10));
        assertThat(RetryAfter.read("Sun, 06 Nov 1994 08:49:27 GMT", nowMs)).isEqualTo(Duration.ZERO);
        assertThat(RetryAfter.read("Sun, 07 Nov 2094 08:49:27 GMT", nowMs)).isEqualTo(Duration.ofHours(1));
        assertThat(RetryAfter.read("soon", nowMs)).isNull();
        assertThat(RetryAfter.read("-1", nowMs)).isNull();
        assertThat(RetryAfter.read(null, nowMs)).isNull();
    }

    @Test
    void shouldReadNoMoreThanItKeeps() throws Exception
    {
        server.then(StubAnswer.of(200, "x".repeat(1_000_000)));
        assertThat(http.send(post("{}"), LONG).body()).hasSize(64 * 1024);
    }

    @Test
    void shouldGiveUpAHangAtTheDeadline() throws Exception
    {
        server.then(StubAnswer.hang());
        assertThat(failure(SHORT)).hasMessageContaining("300 ms").matches(failure -> !failure.isPermanent());
        // A slow machine may not have asked by then, and nobody hangs.
        if (!server.untaken().isEmpty())
        {
            server.awaitHangUp();
        }
    }

    @Test
    void shouldNotBeOutlastedByADrip()
    {
        server.then(StubAnswer.drip());
        assertThat(failure(SHORT)).hasMessageContaining("300 ms");
    }

    @Test
    void shouldNotWaitForANameServer() throws Exception
    {
        final CountDownLatch never = new CountDownLatch(1);
        try (SafeHttp slow = new SafeHttp(new AddressGuard(true, Set.of(), name ->
        {
            await(never);
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        })))
        {
            final HttpSender.Request request = new HttpSender.Request("POST", "http://slow.example/", Map.of(), "", "", "slow");
            assertThat(catchThrowableOfType(DeliveryException.class, () -> slow.send(request, SHORT))).hasMessageContaining("300 ms");
        }
        finally
        {
            never.countDown();
        }
    }

    private static void await(final CountDownLatch latch)
    {
        boolean done = false;
        while (!done)
        {
            try
            {
                latch.await();
                done = true;
            }
            catch (final InterruptedException ignored)
            {
                // As a name server's client that cannot be interrupted.
            }
        }
    }

    @Test
    void shouldSayWhenEarlierRequestsHang() throws Exception
    {
        final CountDownLatch hang = new CountDownLatch(8);
        final CountDownLatch never = new CountDownLatch(1);
        final HttpSender.Request request = new HttpSender.Request("POST", "http://slow.example/", Map.of(), "", "", "slow");
        final AddressGuard guard = new AddressGuard(true, Set.of(), name ->
        {
            hang.countDown();
            await(never);
            throw new java.net.UnknownHostException(name);
        });
        try (SafeHttp slow = new SafeHttp(guard))
        {
            for (int i = 0; i < 8; i++)
            {
                // One that is given up before its thread has begun never hangs: these are not given up.
                final Thread sends = new Thread(() -> catchThrowableOfType(DeliveryException.class, () -> slow.send(request, FOREVER)));
                sends.setDaemon(true);
                sends.start();
            }
            await(hang);
            assertThat(catchThrowableOfType(DeliveryException.class, () -> slow.send(request, LONG)))
                .hasMessageContaining("8 earlier requests still hang");
        }
        try (SafeHttp slow = new SafeHttp(guard))
        {
            assertThat(catchThrowableOfType(DeliveryException.class, () -> slow.send(request, Duration.ofMillis(1))))
                .hasMessage("slow cannot be reached: the look-up of its name had not ended after 1 ms")
                .matches(failure -> !failure.isPermanent());
        }
        finally
        {
            never.countDown();
        }
    }

    @Test
    void shouldCloseTheConnectionWhenGivenUp() throws Exception
    {
        server.then(StubAnswer.hang());
        final AtomicReference<Throwable> outcome = new AtomicReference<>();
        final Thread worker = new Thread(() ->
        {
            try
            {
                http.send(post("{}"), LONG);
            }
            catch (final DeliveryException | InterruptedException given)
            {
                outcome.set(given);
            }
        });
        worker.start();
        server.take();
        worker.interrupt();
        worker.join(20_000);
        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        server.awaitHangUp();
    }

    @Test
    void shouldTellAResetAndACutAnswerFromSilence() throws Exception
    {
        server.then(StubAnswer.reset(), StubAnswer.cut());
        assertThat(failure(LONG).isPermanent()).isFalse();
        assertThat(failure(LONG)).hasMessageContaining("before its answer was whole");
        final StubServer gone = StubServer.start();
        gone.close();
        final HttpSender.Request request = new HttpSender.Request("POST", gone.url(), Map.of(), "", "", "gone");
        assertThat(catchThrowableOfType(DeliveryException.class, () -> http.send(request, LONG)))
            .hasMessage("gone cannot be reached: nothing accepts connections there");
    }

    @Test
    void shouldRefuseHeadersThatHoldLines()
    {
        for (final String value : List.of("a\r\nX-Evil: 1", "a\nb", "a\0b", "\u001b[31m", "ä"))
        {
            final HttpSender.Request request =
                new HttpSender.Request("POST", server.url(), Map.of("X-Test", value), "", "", "webhook ops");
            final DeliveryException failure = catchThrowableOfType(DeliveryException.class, () -> http.send(request, LONG));
            assertThat(failure.isPermanent()).isTrue();
            assertThat(failure).hasMessageContaining("X-Test").message().doesNotContain(value);
        }
        assertThat(server.connections()).isZero();
    }

    @Test
    void shouldReachWithoutARequest() throws Exception
    {
        http.reach(server.url() + "/" + SECRET, "webhook ops", LONG);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.untaken()).isEmpty();
    }
}
