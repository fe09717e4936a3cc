package io.interlock.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.console.ConsoleException;
import io.interlock.console.access.AttemptLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is let in, and how everything else is refused. */
class ConsoleServerTest
{
    private static final String JSON = "Content-Type: application/json\r\n";

    @TempDir
    private Path directory;

    private TestServer test;

    @BeforeEach
    void start() throws IOException
    {
        test = new TestServer(directory);
    }

    @AfterEach
    void stop()
    {
        test.close();
    }

    @Test
    void shouldAnswerWhoShowsAToken() throws IOException
    {
        final Raw.Answer answer = test.get("/api/things/a%20b", "viewer");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"path\":\"a b\"}");
        assertThat(answer.headers()).containsEntry("content-type", "application/json; charset=utf-8");
    }

    @Test
    void shouldGiveACommandItsBodyAndItsPrincipal() throws IOException
    {
        assertThat(test.post("/api/kill", "admin", "{\"scope\":\"binance\"}").status()).isEqualTo(200);
        assertThat(test.post("/api/kill", "admin", "").status()).isEqualTo(200);

        assertThat(test.commands).hasSize(2);
        final ApiRequest first = test.commands.remove();
        assertThat(first.body().path("scope").asText()).isEqualTo("binance");
        assertThat(first.principal().name()).isEqualTo("admin");
        assertThat(first.remote()).isEqualTo("127.0.0.1");
        assertThat(test.commands.remove().body()).isNull();
        assertThat(test.attempts).containsExactly(
            "admin | POST /api/kill | allowed: answered 200", "admin | POST /api/kill | allowed: answered 200");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/status, nobody, 401", "GET, /api/status, reporter, 403", "GET, /api/status, viewer, 200",
        "GET, /api/status, operator, 200", "GET, /api/status, admin, 200",
        "POST, /api/override, nobody, 401", "POST, /api/override, reporter, 403", "POST, /api/override, viewer, 403",
        "POST, /api/override, operator, 200", "POST, /api/override, admin, 200",
        "POST, /api/kill, viewer, 403", "POST, /api/kill, operator, 403", "POST, /api/kill, admin, 200",
        "POST, /api/reports, viewer, 403", "POST, /api/reports, reporter, 200", "POST, /api/reports, operator, 200",
        "GET, /health, nobody, 200", "GET, /, nobody, 200"})
    void shouldLetInByRole(final String method, final String path, final String who, final int status) throws IOException
    {
        final String token = "nobody".equals(who) ? null : who;
        final Raw.Answer answer = "GET".equals(method) ? test.get(path, token) : test.post(path, token, "{}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(test.commands).hasSize("POST".equals(method) && status == 200 ? 1 : 0);
        if (status != 200)
        {
            assertThat(test.attempts).singleElement().asString().contains(" | " + method + " " + path + " | refused: ");
        }
        if (status == 401)
        {
            assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer realm=\"interlock\"")
                .containsEntry("connection", "close");
        }
    }

    @Test
    void shouldNotKeepReadsAndReportsAsAttempts() throws IOException
    {
        test.get("/api/status", "viewer");
        test.post("/api/reports", "reporter", "{}");

        assertThat(test.attempts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/api/status", "/api/broken", "/nothing", "/api/kill", "/%2f"})
    void shouldSendTheHeadersThatProtectAPage(final String path) throws IOException
    {
        final Raw.Answer answer = test.get(path, "viewer");

        assertThat(answer.headers()).containsEntry("x-content-type-options", "nosniff").containsEntry("cache-control", "no-store")
            .containsEntry("x-frame-options", "DENY").containsEntry("referrer-policy", "no-referrer").doesNotContainKey("server")
            .doesNotContainKey("x-powered-by").doesNotContainKey("access-control-allow-origin").doesNotContainKey("set-cookie");
        assertThat(answer.headers().get("content-security-policy")).startsWith("default-src 'none'").contains("frame-ancestors 'none'");
        if (answer.status() != 200)
        {
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(answer.body()).startsWith("{\"type\":\"urn:interlock:problem:").contains("\"status\":" + answer.status());
        }
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 405", "OPTIONS, 405", "TRACE, 405", "PUT, 405", "PATCH, 405", "DELETE, 405", "GET, 405", "post, 405", "WIBBLE, 405"})
    void shouldTakeNoOtherMethod(final String method, final int status) throws IOException
    {
        final Raw.Answer answer = Raw.once(
            test.address(), test.request(method, "/api/kill", test.bearer("admin") + "X-Secret: abc\r\n", ""));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("allow", "POST");
        assertThat(answer.body()).doesNotContain("abc");
        assertThat(test.commands).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/api/%2fstatus | 400", "/api/%2Fstatus | 400", "/api/../api/status | 400", "/api/./status | 400", "//api/status | 400",
        "/api//status | 400", "/api/status/ | 400", "/api/%2e%2e/status | 400", "/api/things/%00 | 400", "/api/things/%0a | 400",
        "/api/things/%ff | 400", "/api/things/%c0%af | 400", "/api/things/%5c | 400", "/api/things/%252f | 400", "/api/things/%2 | 400",
        "/api/things/%zz | 400", "/api/status;a=b | 400", "/api/status?a=1&a=2 | 400", "/api/status?a=1&%61=2 | 400",
        "/api/status?a=%00 | 400",
        "/api/status?=1 | 400", "/api/status?a&b=%e2%82%ac | 200", "/api/things/%e2%82%ac | 200", "/API/status | 404", "/nothing | 404",
        "http://127.0.0.1/api/status | 400", "/api/things/a/b | 404"})
    void shouldTakePathsAndQueriesInOneWayOnly(final String target, final int status) throws IOException
    {
        final Raw.Answer answer = test.get(target, "viewer");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(test.reads).hasValue(status == 200 ? 1 : 0);
        assertThat(answer.body()).doesNotContain("%2f").doesNotContain("zz");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "text/plain | {} | 415", "application/x-www-form-urlencoded | {} | 415", "multipart/form-data; boundary=x | {} | 415",
        "application/json; charset=utf-16 | {} | 415", "application/jsonx | {} | 415", "application/json;charset=UTF-8 | {} | 200",
        "application/json | [] | 400", "application/json | 1 | 400", "application/json | {\"a\":1,\"a\":2} | 400",
        "application/json | {} {} | 400", "application/json | {'a':1} | 400", "application/json | {\"a\":NaN} | 400",
        "application/json | <script> | 400"})
    void shouldTakeJsonObjectsAlone(final String type, final String body, final int status) throws IOException
    {
        final Raw.Answer answer = Raw.once(test.address(),
            test.request("POST", "/api/kill", test.bearer("admin") + "Content-Type: " + type + "\r\n", body));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(test.commands).hasSize(status == 200 ? 1 : 0);
        assertThat(answer.body()).doesNotContain("<").doesNotContain("script");
    }

    @Test
    void shouldRefuseWhatIsTooLongOrTooDeep() throws IOException
    {
        final String admin = test.bearer("admin") + JSON;
        assertThat(test.post("/api/kill", "admin", "{\"a\":\"" + "x".repeat(65_536 - 8) + "\"}").status()).isEqualTo(200);
        assertThat(test.post("/api/kill", "admin", "{\"a\":\"" + "x".repeat(65_536 - 7) + "\"}").status()).isEqualTo(413);
        assertThat(test.post("/api/kill", "admin", "{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}").status()).isEqualTo(400);
        assertThat(test.get("/" + "x".repeat(1_100), null).status()).isEqualTo(414);
        assertThat(test.get("/health?a=" + "x".repeat(2_100), null).status()).isEqualTo(414);
        assertThat(health("X-A: " + "x".repeat(7_000) + "\r\n")).isEqualTo(200);
        assertThat(health("X-A: " + "x".repeat(8_200) + "\r\n")).isEqualTo(431);
        assertThat(health("X-A: 1\r\n".repeat(80))).isEqualTo(431);
        final String chunk = "8000\r\n" + "x".repeat(32_768) + "\r\n";
        assertThat(Raw.once(test.address(), "POST /api/kill HTTP/1.1\r\nHost: " + test.host() + "\r\n" + admin
            + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + chunk + "0\r\n\r\n").status()).isEqualTo(413);
        assertThat(test.commands).hasSize(1);
    }

    private int health(final String headers) throws IOException
    {
        return Raw.once(test.address(), test.request("GET", "/health", headers, "")).status();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "Content-Length: 2\r\nContent-Length: 2\r\n",
        "Content-Length: 2\r\nContent-Length: 5\r\n", "Content-Length: +2\r\n", "Content-Length: -1\r\n", "Content-Length: 2, 2\r\n",
        "Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding: identity\r\n", "Transfer-Encoding: xchunked\r\n"})
    void shouldRefuseABodyWhoseEndIsUnclear(final String headers) throws IOException
    {
        final Raw.Answer answer = Raw.once(test.address(), "POST /api/kill HTTP/1.1\r\nHost: " + test.host() + "\r\n" + test.bearer("admin")
            + JSON + headers + "\r\n{}POST /api/kill HTTP/1.1\r\nHost: " + test.host() + "\r\n" + test.bearer("admin") + "\r\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(test.commands).as("neither this one nor one inside it").isEmpty();
    }

    /** As Java's own client does where nobody tells it otherwise; the offer is passed over. */
    @Test
    void shouldAnswerAClientThatOffersAnotherProtocol() throws Exception
    {
        final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        final HttpRequest.Builder command = HttpRequest.newBuilder(URI.create("http://" + test.host() + "/api/kill"))
            .header("Authorization", "Bearer " + test.tokens.get("admin")).header("Content-Type", "application/json");
        for (int i = 0; i < 2; i++)
        {
            final HttpResponse<String> answer = client.send(
                command.POST(HttpRequest.BodyPublishers.ofString("{}")).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
        assertThat(test.commands).hasSize(2);
    }

    @Test
    void shouldNotTakeTheBodyOfAGetForAnotherRequest() throws IOException
    {
        final String inside = test.request("POST", "/api/kill", test.bearer("admin"), "");

        final Raw.Answer answer = Raw.once(test.address(), test.request("GET", "/health", "Content-Length: " + inside.length() + "\r\n", "")
            + inside);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(test.commands).isEmpty();
    }

    @Test
    void shouldAskForABodyThatWaits() throws IOException
    {
        try (Raw raw = Raw.to(test.address()))
        {
            raw.send("POST /api/kill HTTP/1.1\r\nHost: " + test.host() + "\r\n" + test.bearer("admin") + JSON
                + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(raw.answer().status()).isEqualTo(100);
            raw.send("{}");
            assertThat(raw.answer().status()).isEqualTo(200);
        }
        try (Raw raw = Raw.to(test.address()))
        {
            raw.send("POST /api/kill HTTP/1.1\r\nHost: " + test.host() + "\r\n" + JSON
                + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(raw.answer().status()).as("nothing is asked of who is not let in").isEqualTo(401);
        }
    }

    @Test
    void shouldKeepAConnectionForWhoIsLetIn() throws IOException
    {
        try (Raw raw = Raw.to(test.address()))
        {
            for (int i = 0; i < 5; i++)
            {
                raw.send(test.request("GET", "/api/status", test.bearer("viewer"), ""));
                assertThat(raw.answer().status()).isEqualTo(200);
            }
            raw.send(test.request("GET", "/api/status", "", ""));
            assertThat(raw.answer().status()).isEqualTo(401);
            assertThat(raw.isEnded()).isTrue();
        }
    }

    @Test
    void shouldTellAFaultToTheLogAlone() throws IOException
    {
        final Raw.Answer answer = test.get("/api/broken", "viewer");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain(TestServer.SECRET).doesNotContain("Exception").doesNotContain("io.interlock")
            .matches(".*\"id\":\"[0-9a-f]{8}\".*");
        assertThat(test.server.failures()).isEqualTo(1);
    }

    @Test
    void shouldWriteAProblemOfAHandlerWithoutAnythingThatAPageWouldTake() throws IOException
    {
        final Raw.Answer answer = test.get("/api/problem?scope=%3Cscript%3Ealert(1)%3C/script%3E%e2%82%ac", "viewer");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(answer.body()).startsWith("{\"type\":\"urn:interlock:problem:unknown-scope\",\"title\":\"No such scope\",")
            .contains("\"status\":409,").contains("\"known\":[\"binance\"]").doesNotContain("<").matches("[ -~]*");
    }

    @Test
    void shouldSayWhyItCannotListen()
    {
        final Setup taken = new Setup(test.address(), null, new Setup.Names(Set.of(), Set.of()), ServerLimits.of(16, 10), directory,
            AttemptLog.NONE);
        assertThatThrownBy(() -> ConsoleServer.start(taken, List.of())).isInstanceOf(ConsoleException.class)
            .hasMessageContaining("cannot listen on 127.0.0.1 port " + test.address().getPort()).hasMessageContaining("console.port");
        assertThatThrownBy(() -> new Setup(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0), null,
            new Setup.Names(Set.of(), Set.of()), ServerLimits.of(16, 10), directory, AttemptLog.NONE))
            .isInstanceOf(ConsoleException.class).hasMessageContaining("without TLS");
    }

    @Test
    void shouldLeaveNoThreadBehind() throws IOException
    {
        test.get("/api/status", "viewer");
        assertThat(TestServer.threads()).isBetween(4L, 8L);
        assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> thread.getName().contains("interlock-console"))
            .allSatisfy((thread) -> assertThat(thread.isDaemon()).as(thread.getName()).isTrue());

        test.close();

        Eventually.holds("no thread of the console", () -> TestServer.threads() == 0);
    }
}
