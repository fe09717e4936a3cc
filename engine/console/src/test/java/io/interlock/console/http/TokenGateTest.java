package io.interlock.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guessing is put off and told, but not without end; tokens come and go while the server runs. */
class TokenGateTest
{
    @TempDir
    private Path directory;

    private static int guess(final TestServer test, final String header) throws IOException
    {
        return Raw.once(test.address(), test.request("POST", "/api/kill", header, "")).status();
    }

    @Test
    void shouldPutOffWhoGuesses() throws IOException
    {
        try (TestServer test = new TestServer(directory))
        {
            for (int i = 0; i < 10; i++)
            {
                assertThat(guess(test, "Authorization: Bearer ilk_" + i + "\r\n")).as("guess %d", i).isEqualTo(401);
            }
            for (int i = 0; i < 100; i++)
            {
                final Raw.Answer answer = Raw.once(test.address(), test.request("POST", "/api/kill", "Authorization: Bearer x\r\n", ""));
                assertThat(answer.status()).isEqualTo(429);
                assertThat(Integer.parseInt(answer.headers().get("retry-after"))).isBetween(1, 60);
            }
            assertThat(test.commands).isEmpty();
            assertThat(test.post("/api/kill", "admin", "").status()).as("a right token is taken at once").isEqualTo(200);
            assertThat(test.attempts).as("20 of the peer's refused, and the command").hasSize(21).last().asString()
                .isEqualTo("admin | POST /api/kill | allowed: answered 200");
            assertThat(test.attempts.peek()).isEqualTo("127.0.0.1 | POST /api/kill | refused: wrong token");
            test.server.close();
            assertThat(test.attempts).last().asString().isEqualTo("console | refused attempts | 90 more within a minute are not listed");
        }
    }

    @Test
    void shouldTakeABearerTokenAlone() throws IOException
    {
        try (TestServer test = new TestServer(directory))
        {
            final String admin = test.tokens.get("admin");
            final List<String> wrong = new ArrayList<>(List.of("Basic " + admin, "Bearer", "Bearer ", admin, "Bearer " + admin + " x",
                "Bearer " + admin + "x", "Bearer " + admin.substring(1), "Bearer \"" + admin + "\"", "Bearer " + admin.toUpperCase(),
                "Bearer " + "x".repeat(600), "Bearer " + admin + "\u0000", "Bearer, Bearer " + admin));
            for (final String header : wrong)
            {
                assertThat(guess(test, "Authorization: " + header + "\r\n")).as(header.replace(admin, "TOKEN")).isIn(400, 401, 429);
            }
            assertThat(guess(test, "Authorization: Bearer " + admin + "\r\nAuthorization: Bearer " + admin + "\r\n")).isEqualTo(400);
            assertThat(guess(test, "Cookie: token=" + admin + "\r\n")).isEqualTo(401);
            final String inTheQuery = "/api/kill?token=" + admin + "&access_token=" + admin;
            assertThat(Raw.once(test.address(), test.request("POST", inTheQuery, "", "")).status()).isEqualTo(401);
            assertThat(test.commands).isEmpty();
            assertThat(guess(test, "authorization: bEARER " + admin + "\r\n")).isEqualTo(200);
            assertThat(String.join("", test.attempts)).as("no token is told").doesNotContain(admin);
        }
    }

    /** A viewer has no more than a reporter: there is no "or above". */
    @Test
    void shouldNameTheRolesThatAreEnough() throws IOException
    {
        try (TestServer test = new TestServer(directory))
        {
            assertThat(test.post("/api/kill", "operator", "{}").body()).contains("This needs a token of the role admin.");
            assertThat(test.post("/api/reports", "viewer", "{}").body())
                .contains("This needs a token of the role reporter or operator or admin.");
        }
    }

    @Test
    void shouldTakeAChangedFileWhileItRuns() throws IOException
    {
        try (TestServer test = new TestServer(directory))
        {
            final Path file = directory.resolve("console-tokens.json");
            final String all = Files.readString(file);
            final int at = all.indexOf("    \"name\" : \"viewer\"");
            final String without = all.replace("\"name\" : \"viewer\"", "\"name\" : \"guest\"").replace("\"role\" : \"viewer\"",
                "\"role\" : \"reporter\"");
            assertThat(at).isPositive();
            assertThat(test.get("/api/status", "viewer").status()).isEqualTo(200);

            Files.write(file, without.getBytes(StandardCharsets.UTF_8));
            Eventually.holds("the viewer's token is now a reporter's", () -> status(test) == 403);

            Files.writeString(file, "{");
            Files.writeString(file, all);
            Eventually.holds("it is a viewer's again", () -> status(test) == 200);

            Files.delete(file);
            Eventually.holds("no token is valid", () -> status(test) == 401);
        }
    }

    private static int status(final TestServer test)
    {
        try
        {
            return test.get("/api/status", "viewer").status();
        }
        catch (final IOException failed)
        {
            return 0;
        }
    }
}
