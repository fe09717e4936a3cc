package io.interlock.cli.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Launched;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} as a process of its own that is told to stop while a webhook and a mail server leave it waiting. */
@Timeout(300)
class NotifyStopIT
{
    private static final Path LAUNCHER = Path.of(System.getProperty("interlock.distribution")).resolve("bin/interlock");
    /** Closing waits three seconds for channels; the rest is a busy host. */
    private static final long STOPPED_WITHIN_S = 60;
    private static final String MAIL = """
            mail:
              { type: email, host: 127.0.0.1, port: %d, security: none, from: a@localhost, to: [b@localhost], priority: CRITICAL,
                timeout: 60s }
        """;

    @TempDir
    private Path temp;
    private final Launched launched = new Launched();
    private Receivers receivers;
    private HangingMail mail;

    @BeforeEach
    void listen() throws IOException
    {
        receivers = new Receivers();
        mail = new HangingMail();
    }

    @AfterEach
    void end() throws IOException
    {
        launched.close();
        receivers.close();
        mail.close();
    }

    private Process engine(final Path config) throws IOException
    {
        return launched.start(
            LAUNCHER, null, "run", "--config", config.toString(), "--directory", temp.resolve("data").toString(), "--input", "-");
    }

    private static void until(final BufferedReader output, final String part) throws IOException
    {
        final StringBuilder said = new StringBuilder();
        String line = output.readLine();
        while (line != null && !line.contains(part))
        {
            said.append(line).append('\n');
            line = output.readLine();
        }
        assertThat(line).as("%s, after %s", part, said).isNotNull();
    }

    private static void stop(final Process engine) throws Exception
    {
        final long toldNs = System.nanoTime();
        // Only the signal: destroy() of the process itself would close its pipes too.
        engine.toHandle().destroy();
        until(engine.inputReader(), "stopped as planned");
        assertThat(engine.waitFor(STOPPED_WITHIN_S, TimeUnit.SECONDS)).isTrue();
        assertThat(System.nanoTime() - toldNs).isLessThan(TimeUnit.SECONDS.toNanos(STOPPED_WITHIN_S));
        assertThat(engine.exitValue()).isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldStopAsPlannedBesideReceiversThatHangAndTellThemAfterTheNextStartWithTheSameId() throws Exception
    {
        final Path config = receivers.config(temp, MAIL.formatted(mail.port()));
        receivers.hang("desk", true);
        final Process first = engine(config);
        until(first.inputReader(), "ready: pid");
        final OutputStream rows = first.getOutputStream();
        rows.write("time_ms,scope,event,a,b,text\n0,binance,api_latency,4000,,\n".getBytes(StandardCharsets.UTF_8));
        rows.flush();
        final String id = receivers.page().get("dedup_key").textValue();
        assertThat(mail.awaitHung()).isTrue();
        stop(first);
        assertThat(receivers.rest("desk")).isEmpty();

        receivers.hang("desk", false);
        mail.hang(false);
        final Process second = engine(config);
        until(second.inputReader(), "ready: pid");
        final JsonNode late = receivers.next("desk");
        assertThat(late.get("id").textValue()).isEqualTo(id);
        assertThat(late.get("priority").textValue()).isEqualTo("CRITICAL");
        assertThat(mail.next()).contains("Message-ID: <interlock.n." + id + "@");
        assertThat(receivers.rest("pager")).as("who had it is not told again").isEmpty();
        stop(second);
    }
}
