package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelType;
import io.interlock.core.port.Priority;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import io.interlock.notify.http.AddressGuard;
import io.interlock.notify.http.HttpSender;
import io.interlock.notify.http.SafeHttp;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager takes what we send, where one is installed. */
@Timeout(300)
class RealAlertmanagerTest
{
    private static final Pattern LISTENING = Pattern.compile("address=127\\.0\\.0\\.1:(\\d+)");
    private static final String CONFIG = "route:\n  receiver: nobody\nreceivers:\n  - name: nobody\n";

    @TempDir
    private static Path folder;
    private static Process process;
    private static String url;
    private static SafeHttp http;

    @BeforeAll
    static void start() throws Exception
    {
        final Optional<Path> program = Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(place -> Stream.of(Path.of(place, "prometheus-alertmanager"), Path.of(place, "alertmanager")))
            .filter(Files::isExecutable).findFirst();
        Assumptions.assumeTrue(program.isPresent(),
            "NOT TESTED against a real Alertmanager: neither prometheus-alertmanager nor alertmanager is installed here");
        final Path config = Files.writeString(folder.resolve("alertmanager.yml"), CONFIG);
        process = new ProcessBuilder(program.get().toString(), "--config.file=" + config, "--storage.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:0", "--cluster.listen-address=", "--log.level=info").redirectErrorStream(true).start();
        url = "http://127.0.0.1:" + port();
        http = new SafeHttp(new AddressGuard(true, List.of()));
    }

    /** It says the port that it was given, and goes on to write: so somebody goes on to read. */
    private static int port() throws Exception
    {
        final CompletableFuture<Integer> port = new CompletableFuture<>();
        final Thread reader = new Thread(() ->
        {
            final StringBuilder all = new StringBuilder();
            try (BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)))
            {
                for (String line = said.readLine(); line != null; line = said.readLine())
                {
                    all.append(line).append('\n');
                    final Matcher found = LISTENING.matcher(line);
                    if (found.find() && !"0".equals(found.group(1)))
                    {
                        port.complete(Integer.parseInt(found.group(1)));
                    }
                }
            }
            catch (final IOException gone)
            {
                all.append(gone);
            }
            port.completeExceptionally(new AssertionError("Alertmanager ended, or has not said its port:\n" + all));
        }, "alertmanager-log");
        reader.setDaemon(true);
        reader.start();
        return port.get(60, TimeUnit.SECONDS);
    }

    @AfterAll
    static void end() throws Exception
    {
        if (http != null)
        {
            http.close();
        }
        if (process != null)
        {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS))
            {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void shouldHoldOneAlertForAnEpisodeFromItsBeginningToItsEnd() throws Exception
    {
        final String episode = "episode-1";
        final AlertmanagerChannel channel = channel();
        assertThat(channel.check(PagerSamples.SOON)).matches("Alertmanager \\d+\\..* answers");

        channel.deliver(message(episode, Kind.TRANSITION, "CLOSED", "ALERT", Priority.WARNING), PagerSamples.SOON);
        assertThat(only(episode).path("labels").path("severity").asText()).isEqualTo("warning");
        channel.deliver(message(episode, Kind.TRANSITION, "ALERT", "THROTTLE", Priority.CRITICAL), PagerSamples.SOON);
        final JsonNode throttle = only(episode);
        assertThat(throttle.path("labels").path("severity").asText()).isEqualTo("critical");
        assertThat(throttle.path("annotations").path("level").asText()).isEqualTo("THROTTLE");
        channel.deliver(message(episode, Kind.TRANSITION, "THROTTLE", "HALT", Priority.CRITICAL), PagerSamples.SOON);
        final JsonNode halt = only(episode);
        assertThat(halt.path("fingerprint")).as("the same alert").isEqualTo(throttle.path("fingerprint"));
        assertThat(halt.path("annotations").path("level").asText()).isEqualTo("HALT");
        assertThat(halt.path("annotations").path("summary").asText()).isEqualTo("HALT of binance <b>&</b>");
        assertThat(halt.path("annotations").path("runbook").asText()).isEqualTo("https://runbooks.example/HALT");
        assertThat(Instant.parse(halt.path("endsAt").asText())).isAfter(Instant.now().plus(Duration.ofHours(5)));
        channel.deliver(message(episode, Kind.REPEAT, "THROTTLE", "HALT", Priority.CRITICAL), PagerSamples.SOON);
        assertThat(only(episode).path("fingerprint")).isEqualTo(halt.path("fingerprint"));

        channel.deliver(message(episode, Kind.RESOLVED, "HALT", "CLOSED", Priority.INFO), PagerSamples.SOON);
        assertThat(firing(episode)).isEmpty();
    }

    @Test
    void shouldEndAfterARestartWhatBurnedBefore() throws Exception
    {
        final String episode = "episode-2";
        channel().deliver(message(episode, Kind.TRANSITION, "CLOSED", "SHUTDOWN", Priority.EMERGENCY), PagerSamples.SOON);
        assertThat(only(episode).path("labels").path("severity").asText()).isEqualTo("emergency");
        channel().deliver(message(episode, Kind.RESOLVED, "SHUTDOWN", "CLOSED", Priority.INFO), PagerSamples.SOON);
        assertThat(firing(episode)).isEmpty();
    }

    @Test
    void shouldTakeHostileTexts() throws Exception
    {
        final AlertmanagerChannel channel = channel();
        for (final String text : PagerSamples.thousandTexts(20261130).subList(0, 60))
        {
            final Notification hostile = PagerSamples.hostile(text);
            assertThat(channel.deliver(hostile, PagerSamples.SOON)).as(text).endsWith("taken");
        }
    }

    @Test
    void shouldSayWhatARealOneRefuses()
    {
        final AlertmanagerChannel wrong = new AlertmanagerChannel(config(url + "/nowhere"), http);
        final DeliveryException failure = catchThrowableOfType(DeliveryException.class,
            () -> wrong.deliver(message("episode-3", Kind.TRANSITION, "CLOSED", "HALT", Priority.CRITICAL), PagerSamples.SOON));
        assertThat(failure.isPermanent()).isTrue();
        assertThat(failure).hasMessageContaining("answers HTTP 404").hasMessageContaining("base address");
    }

    private static AlertmanagerChannel channel()
    {
        return new AlertmanagerChannel(config(url), http);
    }

    private static ChannelConfig config(final String base)
    {
        return PagerSamples.config(
            ChannelType.ALERTMANAGER, Map.of("url", List.of(base), "allow-private", List.of("yes")), Map.of());
    }

    private static Notification message(
        final String episode, final Kind kind, final String from, final String to, final Priority priority)
    {
        final long now = System.currentTimeMillis();
        final Draft draft = new Draft("id-" + kind, kind, priority, "binance", new Draft.Facts(from, to, "API_LATENCY", 4000, 3000, now),
            new Draft.Trail(episode, now - 300_000, 14, ""), Draft.Extras.NONE);
        return new Notification(draft, to + " of binance <b>&</b>", "It went to " + to + ".", "", "https://runbooks.example/" + to);
    }

    private static JsonNode only(final String episode) throws Exception
    {
        final List<JsonNode> firing = firing(episode);
        assertThat(firing).hasSize(1);
        return firing.get(0);
    }

    private static List<JsonNode> firing(final String episode) throws Exception
    {
        final String alerts = url + "/api/v2/alerts?active=true";
        final HttpSender.Answer answer =
            http.send(new HttpSender.Request("GET", alerts, Map.of(), "", "", alerts), PagerSamples.SOON);
        assertThat(answer.status()).isEqualTo(200);
        final List<JsonNode> found = new ArrayList<>();
        Replies.json(answer).forEach(alert ->
        {
            if (episode.equals(alert.path("labels").path("episode").asText()))
            {
                found.add(alert);
            }
        });
        return found;
    }
}
