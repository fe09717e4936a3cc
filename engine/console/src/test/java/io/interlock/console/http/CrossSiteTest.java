package io.interlock.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.testing.Runs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page in the operator's browser can try, given even the admin's token: other sites, names that lead here, forged methods. */
class CrossSiteTest
{
    private static final int VARIANTS = Integer.getInteger("interlock.console.cross", Runs.of(2_000, 100_000));
    private static final List<String> HOSTS = List.of(
        "evil.example", "evil.example:PORT", "localhost.evil.example:PORT", "127.0.0.1.nip.io:PORT", "127.1:PORT", "2130706433:PORT",
        "0x7f.0.0.1:PORT", "0.0.0.0:PORT", "localhost.:PORT", "localhost:1", "127.0.0.1", "127.0.0.1:PORT.evil.example",
        "[::ffff:127.0.0.1]:PORT", "evil@127.0.0.1:PORT", "127.0.0.1:PORT@evil", "127.0.0.2:PORT", "localhost:PORT, evil",
        "localhost PORT", "127.0.0.1:0PORT", "", "LOCALHOST.EVIL:PORT", "[::1]", "[::1%lo]:PORT");
    static final List<String> ORIGINS = List.of(
        "null", "http://evil.example", "https://127.0.0.1:PORT", "http://127.0.0.1", "http://127.0.0.1:1", "http://localhost:1",
        "http://127.0.0.1:PORT.evil.example", "http://evil.example:PORT", "http://127.0.0.1:PORT/", "file://", "chrome-extension://abc",
        "http://127.0.0.1:PORT http://evil.example", "", "127.0.0.1:PORT", "http://user@127.0.0.1:PORT");
    static final List<String> SITES = List.of("cross-site", "same-site", "Cross-Site", "", "same-origin, cross-site", "wibble");
    static final List<String> TYPES = List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b");
    private static final List<String> METHODS = List.of(
        "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "PATCH", "post", "Post", "POST_", "DELETE");

    @TempDir
    private Path directory;

    @Test
    void shouldAcceptNone() throws IOException
    {
        final long seed = Long.getLong("interlock.seed", 20_261_128L);
        final SplittableRandom random = new SplittableRandom(seed);
        try (TestServer test = new TestServer(directory))
        {
            for (int i = 0; i < VARIANTS; i++)
            {
                final String request = variant(random, test);
                final Raw.Answer answer = Raw.once(test.address(), request);
                assertThat(answer.status()).as("seed %d, variant %d: %s", seed, i, request).isBetween(400, 431);
                assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
                assertThat(test.commands).as("seed %d, variant %d: %s", seed, i, request).isEmpty();
            }
            assertThat(test.reads).hasValue(0);
            System.out.printf("seed %d: %,d cross-site, rebinding and forged-method variants, 0 accepted%n", seed, VARIANTS);
            Runs.done("cross-site, rebinding and forged-method requests with an admin's token", VARIANTS, "0 accepted");
        }
    }

    /** At least one thing is wrong with each, the rest is as it should be or as a page can make it. */
    private static String variant(final SplittableRandom random, final TestServer test)
    {
        final int wrong = 1 + random.nextInt(31);
        final String port = Integer.toString(test.address().getPort());
        final String method = (wrong & 16) != 0 ? pick(random, METHODS) : "POST";
        final String host = (wrong & 1) != 0 ? pick(random, HOSTS).replace("PORT", port) : pick(random, List.of("127.0.0.1:", "localhost:"))
            + port;
        final StringBuilder text = new StringBuilder(512).append(method).append(" /api/kill")
            .append((wrong & 16) != 0 ? "?_method=POST" : "").append(" HTTP/1.1\r\nHost: ").append(host).append("\r\n")
            .append(test.bearer("admin"));
        if ((wrong & 2) != 0)
        {
            text.append("Origin: ").append(pick(random, ORIGINS).replace("PORT", port)).append("\r\n");
        }
        else if (random.nextBoolean())
        {
            text.append("Origin: http://").append(host).append("\r\n");
        }
        text.append((wrong & 4) != 0 ? "Sec-Fetch-Site: " + pick(random, SITES) + "\r\n" : "");
        text.append((wrong & 16) != 0 ? "X-HTTP-Method-Override: POST\r\nX-Method-Override: POST\r\n" : "");
        text.append(random.nextBoolean() ? "X-Forwarded-Host: 127.0.0.1:" + port + "\r\nForwarded: host=localhost\r\n" : "");
        text.append("Content-Type: ").append((wrong & 8) != 0 ? pick(random, TYPES) : "application/json").append("\r\n");
        final String body = "GET".equals(method) && random.nextBoolean() ? "" : "{}";
        return text.append(body.isEmpty() ? "\r\n" : "Content-Length: 2\r\n\r\n{}").toString();
    }

    private static String pick(final SplittableRandom random, final List<String> all)
    {
        return all.get(random.nextInt(all.size()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "127.0.0.1:PORT | | | 200", "localhost:PORT | | | 200", "LocalHost:PORT | | | 200", "[::1]:PORT | | | 200",
        "127.0.0.1:PORT | http://127.0.0.1:PORT | same-origin | 200", "localhost:PORT | http://localhost:PORT | none | 200",
        "127.0.0.1:PORT | http://localhost:PORT | | 403", "desk.example.com | | | 200", "desk.example.com:9 | | | 200",
        "desk.example.com: | | | 400", "sub.desk.example.com | | | 421", "other.example.com:8443 | | | 200", "other.example.com | | | 421",
        "desk.example.com | https://portal.example.com | same-origin | 200", "desk.example.com | https://portal.example.com.evil | | 403",
        "desk.example.com | http://desk.example.com | same-origin | 200", "desk.example.com | https://desk.example.com | | 403"})
    void shouldKnowItsOwnNames(final String host, final String origin, final String site, final int status) throws IOException
    {
        final Setup.Names names = new Setup.Names(
            Set.of("desk.example.com", "other.example.com:8443"), Set.of("https://portal.example.com"));
        try (TestServer test = new TestServer(directory, ServerLimits.of(64, 10), null, names, List.of()))
        {
            final String port = Integer.toString(test.address().getPort());
            final Raw.Answer answer = Raw.once(test.address(), "GET /api/status HTTP/1.1\r\nHost: " + host.replace("PORT", port) + "\r\n"
                + (origin == null ? "" : "Origin: " + origin.replace("PORT", port) + "\r\n")
                + (site == null ? "" : "Sec-Fetch-Site: " + site + "\r\n") + test.bearer("viewer") + "\r\n");

            assertThat(answer.status()).isEqualTo(status);
            if (status == 403 || status == 421)
            {
                assertThat(test.attempts).singleElement().asString().startsWith("viewer | GET /api/status | refused: ");
                assertThat(answer.body()).doesNotContain("example");
            }
        }
    }
}
