package io.interlock.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What anything that answers at an address does to a command. */
class ApiClientTest
{
    private static final String SECRET = "ilk_secret-that-nobody-sees";
    private static final Map<String, String> ENVIRONMENT = Map.of(ApiToken.VARIABLE, SECRET);

    @TempDir
    private Path temporary;

    private static Run status(final String url)
    {
        final Run run = Run.in(ENVIRONMENT, "status", "--url", url, "--timeout", "20");
        assertThat(run.out() + run.err()).doesNotContain(SECRET).doesNotContain("internal error");
        return run;
    }

    private static int exitCode(final int httpStatus, final String body) throws IOException
    {
        try (Canned canned = Canned.answer(httpStatus, "Content-Type: application/problem+json\r\n", body))
        {
            return status(canned.url()).exitCode();
        }
    }

    /** Whoever has that port may answer anything: it is shown as text, and moves no cursor. */
    @Test
    void shouldShowNothingOfAnAnswerButText() throws IOException
    {
        final String status = "{'at':'2026-11-27T00:00:00Z','stale':false,'boot_id':'b','engine':{'heartbeat_age_ms':1},'counters':"
            + "{'by_kind':{'x\\u001b[2J':1}},'journal':{'sequence':3,'head':'3:\\u001b[2Jabc'},'scopes':[{'scope':'v\\u001b[2J',"
            + "'own_level':'CLOSED','level':'CLOSED','guard':[],'last_reports':[{'kind':'y\\u001b[2J','at':'2026-11-27T00:00:00Z'}]},"
            + "{'scope':'','own_level':'CLOSED','level':'CLOSED','guard':[],'last_reports':[]}],'channels':[],'open':[],'silences':[]}";
        final String sent = "{'hash':'\\u001b[2J','changes':[{'key':'\\u001b[2J','scope':'','before':'','after':'','direction':''}]}";
        final Path file = Files.writeString(temporary.resolve("c.yaml"), "preset: production\n");
        try (Canned engine = Canned.answer(200, "", status.replace('\'', '"'));
            Canned reload = Canned.answer(200, "", sent.replace('\'', '"')))
        {
            for (final String command : new String[] {"status", "stat"})
            {
                final Run run = Run.in(ENVIRONMENT, command, "--url", engine.url(), "--timeout", "20");
                assertThat(run.out() + run.err()).contains("2J").doesNotContain("\u001b");
            }
            for (final String[] more : new String[][] {{}, {"--json"}})
            {
                final Run run = Run.in(ENVIRONMENT, Stream.concat(Stream.of("config", "reload", "--url", reload.url(), "--config",
                    file.toString()), Stream.of(more)).toArray(String[]::new));
                assertThat(run.out() + run.err()).contains("2J").doesNotContain("\u001b");
            }
        }
    }

    @Test
    void shouldTurnProblemsIntoExitCodes() throws IOException
    {
        final String problem = "{\"type\":\"x\",\"title\":\"t\",\"detail\":\"why\\u001b[31m\"}";
        assertThat(exitCode(400, problem)).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(exitCode(401, problem)).isEqualTo(ExitCode.NOT_AUTHORISED);
        assertThat(exitCode(403, problem)).isEqualTo(ExitCode.NOT_AUTHORISED);
        assertThat(exitCode(429, problem)).isEqualTo(ExitCode.NOT_AUTHORISED);
        assertThat(exitCode(409, problem)).isEqualTo(ExitCode.FAILED);
        assertThat(exitCode(404, problem)).isEqualTo(ExitCode.FAILED);
        assertThat(exitCode(503, problem)).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(exitCode(500, "{}")).isEqualTo(ExitCode.FAILED);
        try (Canned canned = Canned.answer(403, "", problem))
        {
            assertThat(status(canned.url()).err()).contains("not authorised: why").doesNotContain("\u001b");
        }
    }

    @Test
    void shouldSayThatASecondPersonIsAwaited() throws IOException
    {
        try (Canned canned = Canned.answer(202, "Interlock-Principal: ops-alice\r\n",
            "{\"accepted\":false,\"pending\":true,\"command\":\"recover\",\"scope\":\"\",\"message\":\"a second person must recover\"}"))
        {
            final Run run = Run.in(ENVIRONMENT, "operator", "recover", "--url", canned.url(), "--timeout", "20");
            assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(run.err()).contains("via " + canned.url() + " as ops-alice", "not done yet: a second person must recover");
            final Run json = Run.in(ENVIRONMENT, "operator", "recover", "--json", "--url", canned.url(), "--timeout", "20");
            assertThat(json.out()).contains("\"accepted\":false,\"pending\":true");
        }
    }

    @Test
    void shouldFollowNoRedirectAndSayWhereItPoints() throws IOException
    {
        try (Canned other = Canned.answer(200, "", "{}");
            Canned canned = Canned.answer(302, "Location: " + other.url() + "/x\r\n", "{}"))
        {
            final Run run = status(canned.url());
            assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(run.err()).contains("points to " + other.url(), "via " + canned.url());
            assertThat(other.requests()).isEmpty();
            assertThat(canned.requests()).hasSize(1).first().asString().contains("Authorization: Bearer " + SECRET);
        }
    }

    @Test
    void shouldSurviveAnyBytes() throws IOException
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final String[] bodies = {"", "null", "[]", "7", "\"x\"", "{", "{}", "<html>", "{\"at\":{}}", "[".repeat(10_000),
            "{\"at\":\"2026-11-26T00:00:00Z\",\"scopes\":[{\"scope\":7,\"level\":\"NEW\"}]}",
            "{\"at\":\"2026-11-26T00:00:00Z\",\"scopes\":7}", "{\"at\":\"+999999999-12-31T23:59:59Z\",\"scopes\":[{}]}"};
        for (final String body : bodies)
        {
            try (Canned canned = Canned.answer(200, "", body))
            {
                assertThat(status(canned.url()).exitCode()).as(body).isEqualTo(ExitCode.UNREACHABLE);
            }
        }
        for (int i = 0; i < 20; i++)
        {
            final byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            try (Canned canned = Canned.of(bytes))
            {
                assertThat(status(canned.url()).exitCode()).as("seed %d", seed).isEqualTo(ExitCode.UNREACHABLE);
            }
        }
    }

    @Test
    void shouldGiveUpOnAnAnswerThatDoesNotEnd() throws IOException
    {
        try (Canned canned = Canned.endless("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", new byte[1 << 16]))
        {
            assertThat(status(canned.url()).err()).contains("longer than 32 MiB");
        }
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress()))
        {
            // Connected, and never answered.
            final Run run = Run.in(ENVIRONMENT, "status", "--url", "http://127.0.0.1:" + silent.getLocalPort(), "--timeout", "1");
            assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(run.err()).contains("did not answer within 1 s");
        }
    }

    @Test
    void shouldHoldItsDeadlineAlsoForABodyThatNeverComes() throws IOException
    {
        try (ServerSocket drips = new ServerSocket(0, 50, InetAddress.getLoopbackAddress()))
        {
            final Thread thread = new Thread(() ->
            {
                try
                {
                    // Kept open: the head is here, the body never is.
                    final String head = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{";
                    drips.accept().getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
                }
                catch (final IOException gone)
                {
                    throw new AssertionError(gone);
                }
            });
            thread.start();
            final Run run = Run.in(ENVIRONMENT, "status", "--url", "http://127.0.0.1:" + drips.getLocalPort(), "--timeout", "2");
            assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(run.err()).contains("did not answer within 2 s");
        }
    }

    @Test
    void shouldSayThatNobodyListens() throws IOException
    {
        final int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            port = free.getLocalPort();
        }
        assertThat(status("http://127.0.0.1:" + port).err()).contains("cannot be reached");
    }

    @Test
    void shouldTakeAddressesOfConsolesAlone()
    {
        for (final String wrong : new String[] {"127.0.0.1:8080", "ftp://127.0.0.1", "http://127.0.0.1/x", "http://a:b@127.0.0.1",
            "http://", "http://127.0.0.1?x", "http://127.0.0.1:99999", "http:// x", "http://desk.example.com:8080", "http://10.0.0.1:8080"})
        {
            assertThatThrownBy(() -> ConnectOptions.address(wrong)).as(wrong).isInstanceOfSatisfying(
                CliException.class, known -> assertThat(known.exitCode()).isEqualTo(ExitCode.USAGE));
        }
        assertThat(ConnectOptions.address("HTTP://localhost:1/").toString()).isEqualTo("http://localhost:1");
        assertThat(ConnectOptions.address("http://[0:0:0:0:0:0:0:1]:8").toString()).isEqualTo("http://[0:0:0:0:0:0:0:1]:8");
        assertThat(ConnectOptions.address("https://desk.example.com").toString()).isEqualTo("https://desk.example.com");
    }

    @Test
    void shouldReadTokensFromFilesThatAreTheirOwnersAlone() throws IOException
    {
        final Path file = Files.writeString(temporary.resolve("token"), "# of the desk\nops-alice operator " + SECRET + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> ApiToken.ofFile(file)).hasMessageContaining("is open to others").hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(ApiToken.ofFile(file).secret()).isEqualTo(SECRET);
        assertThat(ApiToken.ofFile(file)).asString().doesNotContain(SECRET);
        Files.writeString(file, "a\nb\n");
        assertThatThrownBy(() -> ApiToken.ofFile(file)).hasMessageContaining("has 2 lines");
        Files.writeString(file, "tok\u00e9n\r\n");
        assertThatThrownBy(() -> ApiToken.ofFile(file)).hasMessageContaining("is no token").hasMessageNotContaining("tok\u00e9n");
        Files.writeString(file, "\n");
        assertThatThrownBy(() -> ApiToken.ofFile(file)).hasMessageContaining("no token");
        assertThatThrownBy(() -> ApiToken.ofFile(temporary.resolve("none"))).hasMessageContaining("does not exist");
    }

    @Test
    void shouldWantOneEngineAndATokenForAConsole() throws IOException
    {
        final String url = "http://127.0.0.1:1";
        assertThat(Run.of("", "status").err()).contains("which engine?");
        assertThat(Run.of("", "status", "--url", url).exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.in(ENVIRONMENT, "status", "--url", url, "--directory", temporary.toString()).err()).contains("give one of them");
        assertThat(Run.in(ENVIRONMENT, "status", "--url", url, "--ca-file", temporary.toString()).err()).contains("--ca-file is for https");
        final Path ca = Files.writeString(temporary.resolve("ca.pem"), "nothing");
        assertThat(Run.in(ENVIRONMENT, "status", "--url", "https://127.0.0.1:1", "--ca-file", ca.toString()).exitCode())
            .isEqualTo(ExitCode.BAD_INPUT);
        // What is typed goes first: the variable is another engine's.
        final Run typed = Run.in(
            Map.of(ConnectOptions.URL_VARIABLE, url, ApiToken.VARIABLE, SECRET), "status", "--directory", temporary.toString());
        assertThat(typed.err()).contains("via " + temporary.resolve("gate.dat")).doesNotContain(url);
    }

    @Test
    void shouldNotTellAnythingOfATokenInTheDeadlineOfAWire()
    {
        final ApiToken token = ApiToken.configured(null, ENVIRONMENT);
        final ApiClient client = new ApiClient(ConnectOptions.address("http://127.0.0.1:1"), token, Trust.of(null), Duration.ofSeconds(20));
        assertThatThrownBy(() -> client.get("/x")).isInstanceOf(CliException.class).hasMessageNotContaining(SECRET);
        assertThat(client.via()).isEqualTo("via http://127.0.0.1:1");
    }
}
