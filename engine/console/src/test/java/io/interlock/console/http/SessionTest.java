package io.interlock.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.console.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A browser with a session: what it may, and what a page of another site can make it do, which is nothing. */
class SessionTest
{
    private static final int VARIANTS =
        Integer.getInteger("interlock.console.cross", Boolean.getBoolean("interlock.nightly") ? 30_000 : 1_000);
    private static final String OWN_PAGE = "Sec-Fetch-Site: same-origin\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";

    @TempDir
    private Path directory;
    private final Queue<EventSink> clients = new ConcurrentLinkedQueue<>();

    /** As the API has it, without its JSON. */
    private static ApiResponse begin(final ApiRequest request)
    {
        final Visit.Begun begun = request.caller().visit().begin();
        if (begun == null)
        {
            throw new ApiProblem(403, "token-needed", "", "", Map.of());
        }
        return ApiResponse.json("{}").with("Set-Cookie", begun.cookie());
    }

    private static ApiResponse end(final ApiRequest request)
    {
        final Visit.Ended ended = request.caller().visit().end();
        return ApiResponse.json("{\"ended\":" + ended.count() + "}").with("Set-Cookie", ended.cookie());
    }

    private static ApiResponse who(final ApiRequest request)
    {
        return ApiResponse.json("{\"name\":\"" + request.principal().name() + "\",\"role\":\"" + request.principal().role()
            + "\",\"session\":" + (request.caller().visit().times() != null) + "}");
    }

    private TestServer server() throws IOException
    {
        final ServerLimits limits = ServerLimits.of(512, 10).withStreams(StreamTest.PATIENT);
        return new TestServer(directory, limits, null, new Setup.Names(Set.of(), Set.of()), List.of(
            new ApiRoute("GET", "/api/session", Role.VIEWER, SessionTest::who),
            new ApiRoute("POST", "/api/session", Role.VIEWER, SessionTest::begin),
            new ApiRoute("DELETE", "/api/session", Role.VIEWER, SessionTest::end),
            new ApiRoute("GET", "/api/events", Role.VIEWER, request -> ApiResponse.events(clients::add))));
    }

    private static Raw.Answer ask(final TestServer test, final String what, final String headers) throws IOException
    {
        final String[] words = what.split(" ");
        return Raw.once(test.address(), test.request(words[0], words[1], headers, "POST".equals(words[0]) ? "{}" : ""));
    }

    /** The header that a browser sends from then on. */
    private static String cookie(final TestServer test, final String token) throws IOException
    {
        final String set = ask(test, "POST /api/session", test.bearer(token) + JSON).headers().get("set-cookie");
        return "Cookie: theme=dark; " + set.substring(0, set.indexOf(';')) + "\r\n";
    }

    @Test
    void shouldGiveACookieThatNoScriptReadsAndNoOtherSiteSends() throws IOException
    {
        try (TestServer test = server())
        {
            final String set = ask(test, "POST /api/session", test.bearer("operator") + JSON).headers().get("set-cookie");
            assertThat(set).matches("interlock-" + test.address().getPort() + "=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
            assertThat(ask(test, "POST /api/session", test.bearer("reporter") + JSON).status()).isEqualTo(403);
            assertThat(ask(test, "POST /api/session", JSON).status()).isEqualTo(401);
        }
    }

    /** Refused for its page or its host, a right token is kept by its name, whatever else came from its address. */
    @Test
    void shouldKeepWhoseTokenAPageOfOthersSent() throws IOException
    {
        try (TestServer test = server())
        {
            for (int i = 0; i < 30; i++)
            {
                ask(test, "GET /api/status", "Authorization: Bearer nonsense\r\n");
            }
            assertThat(ask(test, "POST /api/override", test.bearer("operator") + JSON + "Origin: http://evil.example\r\n").status())
                .isEqualTo(403);
            assertThat(Raw.once(test.address(), "POST /api/override HTTP/1.1\r\nHost: evil.example\r\n" + test.bearer("operator") + JSON
                + "\r\n").status()).isEqualTo(421);
            assertThat(test.attempts).contains("operator | POST /api/override | refused: origin-not-allowed",
                "operator | POST /api/override | refused: host-not-allowed");
            assertThat(test.commands).isEmpty();
        }
    }

    @Test
    void shouldBeAllowedWhatItsTokenIs() throws IOException
    {
        try (TestServer test = server())
        {
            final String cookie = cookie(test, "operator");
            assertThat(ask(test, "GET /api/session", cookie).body())
                .isEqualTo("{\"name\":\"operator\",\"role\":\"OPERATOR\",\"session\":true}");
            assertThat(ask(test, "GET /api/session", test.bearer("admin")).body()).contains("admin").contains("\"session\":false");
            assertThat(ask(test, "POST /api/override", cookie + JSON + OWN_PAGE).status()).isEqualTo(200);
            assertThat(ask(test, "POST /api/override", cookie + JSON + "Origin: http://" + test.host() + "\r\n").status()).isEqualTo(200);
            assertThat(test.commands).hasSize(2).allMatch(command -> "operator".equals(command.principal().name()));
            assertThat(ask(test, "POST /api/kill", cookie + JSON + OWN_PAGE).status()).isEqualTo(403);
            assertThat(test.attempts).contains("operator | POST /api/override | allowed: answered 200",
                "operator | POST /api/kill | refused: role operator", "operator | POST /api/session | allowed: answered 200");
            // A token that is shown counts before a cookie that comes by itself.
            assertThat(ask(test, "GET /api/session", cookie + test.bearer("viewer")).body()).contains("viewer");
            assertThat(ask(test, "GET /api/session", cookie + "Authorization: Bearer nonsense\r\n").status()).isEqualTo(401);
        }
    }

    @Test
    void shouldEnd() throws IOException
    {
        try (TestServer test = server())
        {
            final String one = cookie(test, "operator");
            final String two = cookie(test, "operator");
            assertThat(ask(test, "POST /api/session", one + JSON + OWN_PAGE).status()).as("a session begins no other").isEqualTo(403);
            final Raw.Answer ended = ask(test, "DELETE /api/session", one + JSON + OWN_PAGE);
            assertThat(ended.body()).isEqualTo("{\"ended\":1}");
            assertThat(ended.headers().get("set-cookie")).startsWith("interlock-" + test.address().getPort() + "=; Max-Age=0; Path=/");
            final Raw.Answer over = ask(test, "GET /api/status", one);
            assertThat(over.status()).isEqualTo(401);
            assertThat(over.body()).contains("session-over");
            assertThat(over.headers().get("set-cookie")).contains("=; Max-Age=0");
            assertThat(test.attempts).contains("127.0.0.1 | GET /api/status | refused: no such session");
            assertThat(ask(test, "GET /api/status", two).status()).isEqualTo(200);
            assertThat(ask(test, "DELETE /api/session", test.bearer("operator")).body()).isEqualTo("{\"ended\":1}");
            assertThat(ask(test, "GET /api/status", two).status()).isEqualTo(401);
        }
    }

    @Test
    void shouldEndWithItsTokenAndEndItsStreams() throws IOException
    {
        try (TestServer test = server())
        {
            final String cookie = cookie(test, "viewer");
            try (StreamReader reader = new StreamReader(test.address(), "127.0.0.1", test.request("GET", "/api/events", cookie, ""));
                StreamReader other = new StreamReader(
                    test.address(), "127.0.0.1", test.request("GET", "/api/events", cookie(test, "admin"), "")))
            {
                assertThat(reader.status()).isEqualTo(200);
                final Path file = directory.resolve("console-tokens.json");
                Files.writeString(file, Files.readString(file).replace("\"viewer\",\n    \"role\" : \"viewer\"",
                    "\"viewer\",\n    \"role\" : \"reporter\""), StandardOpenOption.TRUNCATE_EXISTING);
                assertThat(reader.next("closed").data()).contains("revoked");
                assertThat(ask(test, "GET /api/status", cookie).status()).as("the role that it has now").isEqualTo(403);

                ask(test, "DELETE /api/session", test.bearer("admin"));
                assertThat(other.next("closed").data()).contains("revoked");
            }
        }
    }

    @Test
    void shouldPutOffWhoGuesses() throws IOException
    {
        try (TestServer test = server())
        {
            final String right = cookie(test, "viewer");
            final String wrong = "Cookie: interlock-" + test.address().getPort() + "=" + "A".repeat(43) + "\r\n";
            for (int i = 0; i < 10; i++)
            {
                assertThat(ask(test, "GET /api/status", wrong).status()).isEqualTo(401);
            }
            assertThat(ask(test, "GET /api/status", wrong).status()).isEqualTo(429);
            assertThat(ask(test, "GET /api/status", right).status()).isEqualTo(200);
            // Put there by another page beside the right one: neither counts.
            assertThat(ask(test, "GET /api/status", right.replace("\r\n", "; " + wrong.substring(8))).status()).isEqualTo(429);
        }
    }

    /** A cookie is all that a page of another site can have a browser send. */
    @Test
    void shouldAcceptNothingOfOtherSites() throws IOException
    {
        final long seed = Long.getLong("interlock.seed", 20_261_127L);
        final SplittableRandom random = new SplittableRandom(seed);
        try (TestServer test = server())
        {
            final String cookie = cookie(test, "admin");
            for (int i = 0; i < VARIANTS; i++)
            {
                final String request = variant(random, test, cookie);
                final Raw.Answer answer = Raw.once(test.address(), request);
                assertThat(answer.status()).as("seed %d, variant %d: %s", seed, i, request).isBetween(400, 431);
                assertThat(test.commands).as("seed %d, variant %d: %s", seed, i, request).isEmpty();
            }
            assertThat(ask(test, "POST /api/kill", cookie + JSON + OWN_PAGE).status()).as("it is the session that holds").isEqualTo(200);
            System.out.printf("seed %d: %,d cross-site variants with a session, 0 accepted%n", seed, VARIANTS);
        }
    }

    /** Without its own origin, or with another, or in a form that a page can send unasked. */
    private static String variant(final SplittableRandom random, final TestServer test, final String cookie)
    {
        final int wrong = 1 + random.nextInt(7);
        final String port = Integer.toString(test.address().getPort());
        final StringBuilder text = new StringBuilder(512).append("POST /api/kill HTTP/1.1\r\nHost: ").append(test.host()).append("\r\n")
            .append(cookie);
        final boolean hasOrigin = random.nextBoolean();
        if ((wrong & 1) != 0)
        {
            text.append(hasOrigin ? "Origin: " + CrossSiteTest.ORIGINS.get(random.nextInt(CrossSiteTest.ORIGINS.size()))
                .replace("PORT", port) + "\r\n" : "");
            // "none" is what a browser says of a person's own doing, and no page's.
            text.append(random.nextBoolean() ? "Sec-Fetch-Site: none\r\n" : "");
        }
        else
        {
            text.append(hasOrigin ? "Origin: http://" + test.host() + "\r\n" : OWN_PAGE);
        }
        text.append((wrong & 2) != 0 && (wrong & 1) != 0 && !text.toString().contains("Sec-Fetch")
            ? "Sec-Fetch-Site: " + CrossSiteTest.SITES.get(random.nextInt(CrossSiteTest.SITES.size())) + "\r\n" : "");
        final boolean isForm = (wrong & 1) == 0 || (wrong & 4) != 0;
        text.append("Content-Type: ").append(isForm ? CrossSiteTest.TYPES.get(random.nextInt(CrossSiteTest.TYPES.size()))
            : "application/json").append("\r\n");
        return text.append("Content-Length: 2\r\n\r\n{}").toString();
    }

    @Test
    void shouldWantTheFormOfItsPageAlsoWithoutABody() throws IOException
    {
        try (TestServer test = server())
        {
            final String cookie = cookie(test, "admin");
            assertThat(ask(test, "DELETE /api/things/1", cookie + OWN_PAGE).status()).isEqualTo(415);
            assertThat(ask(test, "DELETE /api/things/1", cookie + JSON).status()).isEqualTo(403);
            assertThat(ask(test, "DELETE /api/things/1", cookie + JSON + OWN_PAGE).status()).isEqualTo(200);
            assertThat(test.attempts).contains("admin | DELETE /api/things/{id} | refused: not-json",
                "admin | DELETE /api/things/{id} | refused: no-origin");
        }
    }

    /** A link in a chat opens the first page, and nothing that has data or does something. */
    @ParameterizedTest
    @CsvSource({"GET,/,cross-site,navigate,document,200", "GET,/,same-site,navigate,document,200", "GET,/,cross-site,navigate,iframe,403",
        "GET,/,cross-site,no-cors,document,403", "GET,/,cross-site,cors,empty,403", "GET,/,wibble,navigate,document,403",
        "GET,/api/status,cross-site,navigate,document,403", "GET,/health,cross-site,navigate,document,403",
        "POST,/,cross-site,navigate,document,403", "POST,/api/kill,cross-site,navigate,document,403"})
    void shouldOpenTheFirstPageByALink(
        final String method, final String path, final String site, final String mode, final String dest, final int status)
        throws IOException
    {
        try (TestServer test = server())
        {
            final String headers = cookie(test, "admin") + JSON + "Sec-Fetch-Site: " + site + "\r\nSec-Fetch-Mode: " + mode
                + "\r\nSec-Fetch-Dest: " + dest + "\r\n";
            assertThat(ask(test, method + ' ' + path, headers).status()).isEqualTo(status);
            if (status == 200)
            {
                assertThat(ask(test, method + ' ' + path, headers + "Origin: null\r\n").status()).isEqualTo(403);
            }
        }
    }
}
