package io.interlock.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.ByteSink;
import io.interlock.cli.Run;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.model.Level;
import io.interlock.core.port.EngineClock;
import io.interlock.notify.delivery.ChannelStatus;
import io.interlock.notify.delivery.StatusFile;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Silence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifyLookTest
{
    @TempDir
    private Path temporary;

    private void write(final Path directory) throws IOException
    {
        new StatusFile(directory, EngineClock.SYSTEM).write(List.of(
            new ChannelStatus("mail", "email", ChannelStatus.State.OPEN, 1_000, new ChannelStatus.Counts(3, 5, 2, 7, 1), "no\nroute"),
            new ChannelStatus("log", "log", ChannelStatus.State.UP, 2_000, new ChannelStatus.Counts(9, 0, 0, 0, 0), "")));
    }

    @Test
    void shouldShowChannelsUnderTheScopesOfStatus() throws IOException
    {
        final Path directory = temporary.resolve("data");
        try (BreakerEngine engine = BreakerEngine.launch(ConfigLoader.preset("default"), directory))
        {
            engine.drain();
            final Run none = Run.of("", "status", "--directory", directory.toString());
            assertThat(none.out()).doesNotContain("CHANNEL")
                .contains("\nchannels: notify.json is missing or not written any more: nothing is known of them");
            assertThat(json(directory).get("channels_problem").textValue()).startsWith("notify.json is missing");
            assertThat(json(directory).get("channels").isNull()).isTrue();

            write(directory);
            final Run text = Run.of("", "status", "--directory", directory.toString());
            assertThat(text.out()).containsPattern("CHANNEL +TYPE +STATE +SINCE +DELIVERED +FAILED +WAITING +LAST ERROR")
                .containsPattern("mail +email +OPEN +1970-01-01T00:00:01Z +3 +5 +7 +no\\\\nroute");
            final JsonNode mail = json(directory).at("/channels/0");
            assertThat(mail.get("channel").textValue()).isEqualTo("mail");
            assertThat(mail.get("state").textValue()).isEqualTo("OPEN");
            assertThat(mail.get("waiting").intValue()).isEqualTo(7);
            assertThat(mail.get("last_error").textValue()).isEqualTo("no\nroute");

            Files.writeString(directory.resolve(StatusFile.NAME), "{");
            assertThat(Run.of("", "status", "--directory", directory.toString()).out())
                .contains("channels: ", "is not what an engine writes");
            assertThat(json(directory).get("channels").isNull()).isTrue();
        }
    }

    @Test
    void shouldSayThatNobodyWritesItAnyMore() throws IOException
    {
        write(temporary);
        final NotifyLook look = NotifyLook.at(temporary);
        assertThat(look.isOld(look.contents().writtenWallMs() + 30_000)).isFalse();
        assertThat(look.isOld(look.contents().writtenWallMs() + 30_001)).isTrue();
        assertThat(text(look, 30_000, true)).contains("CHANNEL").doesNotContain("channels: ");
        assertThat(text(look, 40_000, true)).doesNotContain("CHANNEL")
            .startsWith("\nchannels: notify.json is missing or not written any more: it is 40 s old");
        // Of an engine that has ended it is what it left.
        assertThat(text(look, 40_000, false)).contains("CHANNEL", "nobody writes it any more").doesNotContain("channels: ");
    }

    @Test
    void shouldShowWhatIsOpenAndWhatIsSilencedWithTheirIds() throws IOException
    {
        final long endMs = System.currentTimeMillis() + 3_600_000;
        new StatusFile(temporary, EngineClock.SYSTEM).write(List.of(),
            List.of(new OpenNotice("boot-7", "boot-5", "a\u202eb\n", Level.HALT, 2_000, "",
                    new OpenNotice.Next(9_000, List.of("sms", "bo\u202ess"))),
                new OpenNotice("boot-9", "boot-9", "uncalled", Level.HALT, 2_000, "", null),
                new OpenNotice("boot-8", "boot-8", "seen", Level.HALT, 2_000, "ann", null)),
            List.of(new Silence("n-1", "", endMs, "joe\u001b[2J", "why")));
        final NotifyLook look = NotifyLook.at(temporary);
        final String text = text(look, 0, true);
        assertThat(text).containsPattern("NOT ACKNOWLEDGED +SCOPE +LEVEL +SINCE +CALLS NEXT +BY")
            .containsPattern("boot-7 +\"a\\\\u202eb\\\\n\" +HALT +1970-01-01T00:00:02Z +1970-01-01T00:00:09Z +sms, bo")
            .doesNotContain("boot-8")
            .containsPattern("boot-9 +uncalled +HALT +1970-01-01T00:00:02Z +- +-")
            .containsPattern("n-1 +\\(root\\) +" + Instant.ofEpochMilli(endMs).truncatedTo(ChronoUnit.SECONDS) + " +joe\\\\u001b\\[2J");
        assertThat(text(look, 7_200_000, false)).doesNotContain("SILENCE");

        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteSink sink = new ByteSink(new PrintStream(out, true, StandardCharsets.UTF_8));
        look.json(sink.put("{\"a\":1"), look.contents().writtenWallMs(), true);
        sink.put('}').flush();
        final JsonNode json = new ObjectMapper().readTree(out.toByteArray());
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("\u202e", "\u001b");
        assertThat(json.get("open")).hasSize(2);
        assertThat(json.at("/open/0/next_call_ms").longValue()).isEqualTo(9_000);
        assertThat(json.at("/open/0/next_channels/0").textValue()).isEqualTo("sms");
        assertThat(json.at("/open/1/next_call_ms").isNull()).isTrue();
        assertThat(json.at("/open/1/next_channels")).isEmpty();
        assertThat(json.at("/open/0/id").textValue()).isEqualTo("boot-7");
        assertThat(json.at("/open/0/level").textValue()).isEqualTo("HALT");
        assertThat(json.at("/silences/0/id").textValue()).isEqualTo("n-1");
        assertThat(json.at("/silences/0/until_ms").longValue()).isEqualTo(endMs);
        assertThat(json.get("channels_problem").isNull()).isTrue();
    }

    @Test
    void shouldShowNothingHiddenInTheNameOfAScope() throws IOException
    {
        final Path directory = temporary.resolve("data");
        try (BreakerEngine engine = BreakerEngine.launch(ConfigLoader.preset("default"), directory))
        {
            engine.scope("a\u202eb").reporter().apiLatency(1);
            engine.drain();
            assertThat(Run.of("", "status", "--directory", directory.toString()).out()).contains("a\\u202eb").doesNotContain("\u202e");
            assertThat(Run.of("", "stat", "--directory", directory.toString()).out()).contains("a\\u202eb").doesNotContain("\u202e");
            assertThat(Run.of("", "status", "--json", "--directory", directory.toString()).out()).doesNotContain("\u202e");
        }
    }

    private static String text(final NotifyLook look, final long afterMs, final boolean alive)
    {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteSink sink = new ByteSink(new PrintStream(out, true, StandardCharsets.UTF_8));
        look.text(sink, look.contents().writtenWallMs() + afterMs, alive);
        sink.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode json(final Path directory) throws IOException
    {
        return new ObjectMapper().readTree(Run.of("", "status", "--json", "--directory", directory.toString()).out());
    }
}
