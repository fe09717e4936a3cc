package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.engine.Scope;
import io.interlock.core.model.CriticalError;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.Runs;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile scopes, error texts, issues, actors and reasons through a whole engine to mail, a webhook, Telegram, Slack and the log. */
class HostileEverywhereTest
{
    private static final long SEED = 20_261_126L;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PIECES = List.of(
        "\r\nBcc: evil@x.example", "\nX-Evil: 1\r\n\r\n", "\r", "\r\n.\r\nRCPT TO:<evil@x.example>\r\n", "\u0000", "\u001b[2J\u001b[31m",
        "\u009b31m", "\u202e", "\u2066", "\u2028", "\u0085", "\u200b", "\ud800", "<script>alert(1)</script>", "<img src=x onerror=a>",
        "</body>", "<a href=\"javascript:a\">", "&lt;", "<!--", "=?UTF-8?Q?=0D=0AX-Evil:_1?=", "<!channel>", "<@U01>", "*b*", "_i_", "`c`",
        "```", "[x](http://evil.example)", "\",\"priority\":\"INFO\"", "\\", "{{x}}", "%n", "{}", "${jndi:x}", "ä", "plain ", "\u0007",
        "\n[main] ERROR forged - line", "\ud83d\ude00");
    /** What a mail's head may hold. */
    private static final Set<String> HEADERS = Set.of("Date", "From", "To", "Message-ID", "Subject", "MIME-Version", "Content-Type",
        "Auto-Submitted", "X-Priority", "Importance", "In-Reply-To", "References");
    private static final Set<String> JSON_HEADERS = Set.of("content-type", "content-length", "host", "user-agent", "connection");
    private static final Set<String> HOOK_HEADERS = Set.of("x-interlock-timestamp", "x-interlock-delivery", "x-interlock-signature");
    private static final Pattern TAG = Pattern.compile("</?([a-zA-Z!][a-zA-Z0-9]*)([^>]*)>");
    private static final Set<String> TAGS = Set.of("!doctype", "html", "head", "meta", "title", "body", "h1", "h2", "h3", "p", "ul", "li",
        "br", "pre", "code", "strong", "table", "tr", "td", "th", "div", "ol", "b", "a", "span", "em");
    private static final Pattern LOGGED = Pattern.compile(
        "\\[[^\\]]+\\] (DEBUG|INFO|WARN|ERROR) (io\\.interlock|net\\.openhft)\\.[A-Za-z.]+ - .*");

    private final PrintStream usualErr = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path temp;

    @BeforeEach
    void listen()
    {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore()
    {
        System.setErr(usualErr);
    }

    private static String hostile(final Random random)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--)
        {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static BreakerConfig config(final int http, final int smtp)
    {
        return ConfigLoader.load("hostile", """
            preset: default
            engine: { stale-limit: 30s }
            notifications:
              channels:
                mail: { type: email, host: 127.0.0.1, port: %2$d, security: none, from: a@example.com, to: [b@example.com], rate: 60000,
                  priority: INFO }
                hook: { type: webhook, url: "http://127.0.0.1:%1$d/hook", key: "${KEY}", allow-private: yes, rate: 60000,
                  priority: INFO }
                chat: { type: telegram, url: "http://127.0.0.1:%1$d/chat", token: "${TOKEN}", chats: ["1"], allow-private: yes, rate: 60000,
                  priority: INFO }
                room: { type: slack, webhook-url: "${SLACK}", allow-private: yes, rate: 60000, priority: INFO }
            """.formatted(http, smtp), "default",
            Map.of("KEY", "the key of a test", "TOKEN", "1:a", "SLACK", "http://127.0.0.1:" + http + "/slack/x")::get);
    }

    @Test
    void shouldStayTextEverywhere() throws Exception
    {
        // Each is a scope, and the log has the state of all of them for each: 300 are 100 MB.
        final int strings = Runs.of(60, 300);
        final Random random = new Random(SEED);
        int refused = 0;
        try (HttpSink http = new HttpSink(); SmtpSink smtp = new SmtpSink())
        {
            try (Interlock interlock = Interlock.launch(config(http.port(), smtp.port()), temp.resolve("data"),
                new EngineContext().commandDeadline(Duration.ofSeconds(30))))
            {
                for (int i = 0; i < strings; i++)
                {
                    final Scope scope = scope(interlock, i, hostile(random));
                    refused += scope.path().startsWith("refused") ? 1 : 0;
                    say(interlock, scope, i, random);
                    Await.until("the queues have room", () ->
                        interlock.notifications().status().stream().allMatch(channel -> channel.counts().queued() < 100));
                }
                Await.until("the emergencies have arrived", () -> emergencies(http) > strings);
                Await.until("nothing is queued", () ->
                    interlock.notifications().status().stream().allMatch(channel -> channel.counts().queued() == 0));
            }
            http.taken().forEach(HostileEverywhereTest::whole);
            for (final SmtpSink.Mail mail : smtp.taken())
            {
                whole(mail);
            }
            final List<String> lines = said.toString(StandardCharsets.UTF_8).lines().toList();
            lines.forEach(HostileEverywhereTest::logged);
            Runs.done("hostile strings in scopes, error texts, issues, actors and reasons of a whole engine", strings,
                http.taken().size() + " requests, " + smtp.taken().size() + " mails and " + lines.size()
                    + " log lines: 0 extra headers, recipients or lines, no markup; " + refused + " scopes refused");
        }
    }

    /** A path with control characters is refused at once; the rest is a scope as any other. */
    private static Scope scope(final Interlock interlock, final int number, final String hostile)
    {
        try
        {
            return interlock.scope("s" + number + hostile.replace("/", ":"));
        }
        catch (final IllegalArgumentException control)
        {
            return interlock.scope("refused" + number);
        }
    }

    private static void say(final Interlock interlock, final Scope scope, final int number, final Random random)
    {
        interlock.engine().raise("RECORDING", scope.path(), hostile(random));
        scope.reporter().failure(hostile(random));
        assertThat(interlock.desk().kill(scope.path(), 'x' + hostile(random), hostile(random)).accepted()).isTrue();
        if (number == 0)
        {
            // It shuts down the root, so it is told once.
            scope.reporter().criticalError(CriticalError.SYSTEM_ERROR, hostile(random));
        }
        interlock.drain();
        interlock.notifications().command(
            new NoticeCommand(NoticeCommand.Kind.ACKNOWLEDGE, "", "", 'x' + hostile(random), hostile(random)));
        if (number % 50 == 0)
        {
            interlock.notifications().command(new NoticeCommand(
                NoticeCommand.Kind.SILENCE, "", "none/" + number, 'x' + hostile(random), "1h " + hostile(random)));
        }
    }

    /** Every scope was shut down, and that is never held back. */
    private static long emergencies(final HttpSink http)
    {
        return http.taken().stream().filter(request -> "hook".equals(request.receiver())
            && request.body().contains("\"kind\":\"TRANSITION\",\"priority\":\"EMERGENCY\"")).count();
    }

    private static void whole(final HttpSink.Request request)
    {
        final Set<String> allowed = new TreeSet<>(JSON_HEADERS);
        if ("hook".equals(request.receiver()))
        {
            allowed.addAll(HOOK_HEADERS);
        }
        assertThat(request.lines().stream().skip(1).map(line -> line.split(":", 2)[0].toLowerCase(Locale.ROOT)).toList())
            .as(request.toString()).containsExactlyInAnyOrderElementsOf(allowed);
        try
        {
            plain(JSON.readTree(request.body()), request.toString());
        }
        catch (final JsonProcessingException broken)
        {
            throw new AssertionError(request.toString(), broken);
        }
        if ("slack".equals(request.receiver()))
        {
            assertThat(request.body()).doesNotContain("<!", "<@", "<script", "<img");
        }
    }

    private static void plain(final JsonNode node, final String which)
    {
        node.forEach(child -> plain(child, which));
        if (node.isTextual())
        {
            plain(node.asText(), which);
        }
    }

    /** No control, no format character but our own invisible joiner, no half of a pair. */
    private static void plain(final String text, final String which)
    {
        assertThat(text.codePoints().filter(point -> point != '\n' && point != '\u2060').noneMatch(point ->
            Character.isISOControl(point) || Character.getType(point) == Character.FORMAT
                || Character.getType(point) == Character.SURROGATE || point == 0x2028 || point == 0x2029)).as(which).isTrue();
    }

    private static void whole(final SmtpSink.Mail mail) throws Exception
    {
        assertThat(mail.commands().lines().filter(line -> line.startsWith("RCPT")).toList()).hasSize(1);
        assertThat(mail.commands().lines().toList()).as(mail.commands()).hasSize(4);
        final String[] lines = mail.head().split("\r\n");
        for (final String line : lines)
        {
            assertThat(line.startsWith(" ") || line.startsWith("\t") || HEADERS.contains(line.split(":", 2)[0])).as(mail.head()).isTrue();
        }
        final MimeMessage message = new MimeMessage(
            Session.getInstance(new Properties()), new ByteArrayInputStream(mail.mail().getBytes(StandardCharsets.ISO_8859_1)));
        plain(message.getSubject(), mail.head());
        final MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        for (int i = 0; i < parts.getCount(); i++)
        {
            final BodyPart part = parts.getBodyPart(i);
            final String text = (String) part.getContent();
            plain(text.replace("\r\n", "\n"), text);
            if (part.isMimeType("text/html"))
            {
                TAG.matcher(text).results().forEach(tag ->
                {
                    assertThat(TAGS).as(tag.group()).contains(tag.group(1).toLowerCase(Locale.ROOT));
                    assertThat(tag.group(2)).as(tag.group()).doesNotContainPattern("(?i)\\bon[a-z]+\\s*=|javascript:");
                });
            }
        }
    }

    private static void logged(final String line)
    {
        assertThat(line).matches(LOGGED);
        plain(line, line);
    }
}
