package io.interlock.cli.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.host.Interlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real channels where something else is broken. */
@Timeout(300)
class NotifyFaultsTest
{
    private static final long HALTS_NS = 4_000_000_000L;
    /** Closing waits three seconds for channels; the rest is a busy host. */
    private static final long CLOSED_WITHIN_S = 60;
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    private Path temp;
    private Path directory;
    private Receivers receivers;

    @BeforeEach
    void listen() throws IOException
    {
        receivers = new Receivers();
        directory = temp.resolve("data");
    }

    @AfterEach
    void close()
    {
        receivers.close();
    }

    private Run status(final String... more)
    {
        final Stream<String> command = Stream.of("status", "--directory", directory.toString());
        return Run.of("", Stream.concat(command, Stream.of(more)).toArray(String[]::new));
    }

    private String awaitStatus(final String pattern)
    {
        final long endNs = System.nanoTime() + DEADLINE_NS;
        String out = status().out();
        while (!out.lines().anyMatch(line -> line.matches(pattern)))
        {
            assertThat(System.nanoTime() - endNs).as("%s in %s", pattern, out).isNegative();
            out = status().out();
        }
        return out;
    }

    @Test
    void shouldCloseAsPlannedBesideAChannelThatHangsAndSendWhatItDidNotTakeAfterTheRestart() throws Exception
    {
        final Path config = receivers.config(temp, "");
        receivers.hang("desk", true);
        final Interlock first = Interlock.launch(config, directory);
        first.scope("a").reporter().apiLatency(HALTS_NS);
        final String id = receivers.page().get("dedup_key").textValue();

        final CompletableFuture<Void> closing = CompletableFuture.runAsync(first::close);
        closing.get(CLOSED_WITHIN_S, TimeUnit.SECONDS);
        assertThat(first.isStoppedAsPlanned()).isTrue();
        assertThat(receivers.rest("desk")).isEmpty();
        final String dead = status().out();
        assertThat(dead).containsPattern("pager +pagerduty +UP").contains("desk");
        assertThat(status().exitCode()).isEqualTo(ExitCode.UNREACHABLE);

        receivers.hang("desk", false);
        try (Interlock second = Interlock.launch(config, directory))
        {
            final JsonNode late = receivers.next("desk");
            assertThat(late.get("id").textValue()).isEqualTo(id);
            assertThat(late.get("note").textValue()).startsWith("late");
            assertThat(receivers.rest("pager")).isEmpty();
            assertThat(second.scope("a").level()).isEqualTo(Level.HALT);
        }
    }

    @Test
    void shouldTellWhatIsUrgentWithoutAJournalAndWhatLoosensOnlyWithIt() throws Exception
    {
        final Path config = receivers.config(temp, "");
        try (Interlock interlock = Interlock.launch(config, directory))
        {
            interlock.scope("a").reporter().apiLatency(HALTS_NS);
            receivers.until("desk", body -> body.get("scope").textValue().equals("a"));
            final Path live = directory.resolve("journal/live");
            final List<Path> files;
            try (Stream<Path> all = Files.list(live))
            {
                files = all.toList();
            }
            for (final Path file : files)
            {
                Files.delete(file);
            }
            interlock.scope("b").reporter().apiLatency(HALTS_NS);
            final List<JsonNode> urgent = receivers.until("desk", body -> body.get("cause").textValue().equals("JOURNAL"));
            // The journal may fail at a record of the message before, and so be told of first.
            if (urgent.stream().noneMatch(body -> body.get("scope").textValue().equals("b")))
            {
                receivers.until("desk", body -> body.get("scope").textValue().equals("b"));
            }

            interlock.desk().forceRecovery("a", "jane", "well again");
            interlock.scope("c").reporter().apiLatency(HALTS_NS);
            assertThat(receivers.until("desk", body -> body.get("scope").textValue().equals("c")))
                .as("nothing has loosened yet").noneMatch(body -> body.get("kind").textValue().equals("RESOLVED"));
            assertThat(interlock.desk().accept(Cause.JOURNAL, "jane", "a new disk").accepted()).isTrue();
            receivers.until("desk",
                body -> body.get("kind").textValue().equals("RESOLVED") && body.get("scope").textValue().equals("a"));
        }
    }

    @Test
    void shouldRunWithAChannelThatCannotBeReachedAndSayItEverywhere() throws Exception
    {
        final Path config = receivers.config(temp, "");
        Files.writeString(config, Files.readString(config)
            .replaceAll("127\\.0\\.0\\.1:\\d+/night", "no-such-host.invalid/night").replace("EMERGENCY", "CRITICAL"));
        final Run check = Run.of("", "config", "check", config.toString());
        assertThat(check.err()).isEmpty();
        final Run test = Run.of("", "notify", "test", "--config", config.toString());
        assertThat(test.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(test.out() + test.err()).contains("night", "no-such-host.invalid");
        final Run doctor = Run.of("", "doctor", "--config", config.toString());
        assertThat(doctor.out()).containsPattern("(WARN|FAIL) .*night.*no-such-host.invalid");
        receivers.next("desk");
        try (Interlock interlock = Interlock.launch(config, directory))
        {
            interlock.scope("a").reporter().apiLatency(HALTS_NS);
            receivers.next("desk");
            final String status = awaitStatus("night +webhook +(OPEN|DOWN) .*no-such-host.invalid.*");
            assertThat(status).containsPattern("desk +webhook +UP");
            assertThat(status("--json").out()).contains("no-such-host.invalid");
        }
    }
}
