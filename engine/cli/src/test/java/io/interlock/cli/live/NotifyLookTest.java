package io.interlock.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.Run;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.port.EngineClock;
import io.interlock.notify.delivery.ChannelStatus;
import io.interlock.notify.delivery.StatusFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            assertThat(none.out()).doesNotContain("CHANNEL");
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
    }

    private static JsonNode json(final Path directory) throws IOException
    {
        return new ObjectMapper().readTree(Run.of("", "status", "--json", "--directory", directory.toString()).out());
    }
}
