package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.model.Level;
import io.interlock.notify.delivery.ChannelStatus.Counts;
import io.interlock.notify.delivery.ChannelStatus.State;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Silence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFileTest
{
    private static final ChannelStatus UP = new ChannelStatus("mail", "email", State.UP, 7, new Counts(1, 2, 3, 4, 0), "line\n\u202e\"end");
    private static final ChannelStatus DOWN = new ChannelStatus("mail", "email", State.DOWN, 8, new Counts(1, 3, 3, 3, 1), "wrong");

    private final ManualClock clock = new ManualClock();
    @TempDir
    private Path directory;

    @Test
    void shouldBeReadAsItWasWrittenAndBeForItsOwnerAlone() throws IOException
    {
        assertThat(StatusFile.read(directory)).isNull();
        Files.createFile(directory.resolve("notify.json.partial"));
        assertThat(new StatusFile(directory, clock).write(List.of(UP))).isTrue();
        assertThat(StatusFile.read(directory)).isEqualTo(
            new StatusFile.Contents(clock.wallMs(), List.of(UP), StatusFile.VERSION, List.of(), List.of()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(StatusFile.NAME)))).isEqualTo("rw-------");
        try (var files = Files.list(directory))
        {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void shouldWriteOnceASecondAtMostAndNowAndThenWithoutAChange() throws IOException
    {
        final StatusFile file = new StatusFile(directory, clock);
        assertThat(file.write(List.of(UP))).isTrue();
        clock.advanceMs(999);
        assertThat(file.write(List.of(DOWN))).isFalse();
        clock.advanceMs(1);
        assertThat(file.write(List.of(DOWN))).isTrue();
        assertThat(StatusFile.read(directory).channels()).containsExactly(DOWN);
        clock.advanceMs(StatusFile.ALIVE_MS - 1);
        assertThat(file.write(List.of(DOWN))).isFalse();
        clock.advanceMs(1);
        assertThat(file.write(List.of(DOWN))).isTrue();
    }

    @Test
    void shouldHoldFiftyAtMostOfWhatIsNotAcknowledgedAndOfSilences() throws IOException
    {
        final List<OpenNotice> open = new ArrayList<>();
        final List<Silence> silences = new ArrayList<>();
        for (int i = 0; i < 120; i++)
        {
            open.add(new OpenNotice("b-" + i, "e", "a" + i, Level.HALT, i, i % 2 == 0 ? "" : "ann",
                i % 4 == 0 ? new OpenNotice.Next(7, List.of("sms", "boss")) : null));
            silences.add(new Silence("n-" + i, "a" + i, 1_000 + i, "joe", "why"));
        }
        final StatusFile file = new StatusFile(directory, clock);
        file.write(List.of(UP));
        clock.advanceMs(1_000);
        assertThat(file.write(List.of(UP), open, silences)).as("a change of what is open alone").isTrue();
        final StatusFile.Contents read = StatusFile.read(directory);
        assertThat(read.open()).hasSize(50).startsWith(
            new StatusFile.Open("b-0", "a0", "HALT", 0, 7, List.of("sms", "boss")),
            new StatusFile.Open("b-2", "a2", "HALT", 2, 0, List.of()));
        assertThat(read.silences()).hasSize(50).startsWith(new StatusFile.Quiet("n-0", "a0", 1_000, "joe"));
    }

    @Test
    void shouldSayWhatIsWrongWithAStrangeFileAndReadOneOfALaterVersion() throws IOException
    {
        Files.writeString(directory.resolve(StatusFile.NAME), "{\"writtenWallMs\":5,\"channels\":[],\"more\":1}");
        assertThat(StatusFile.read(directory)).isEqualTo(new StatusFile.Contents(5, List.of()));
        Files.writeString(directory.resolve(StatusFile.NAME), "{\"writtenWallMs\":5,\"channels\":[],\"version\":2,\"open\":["
            + "{\"id\":\"b-1\",\"scope\":\"a\",\"level\":\"HALT\",\"sinceWallMs\":3}],\"silences\":[]}");
        assertThat(StatusFile.read(directory)).as("the form before the next step").isEqualTo(new StatusFile.Contents(
            5, List.of(), 2, List.of(new StatusFile.Open("b-1", "a", "HALT", 3, 0, List.of())), List.of()));
        Files.writeString(directory.resolve(StatusFile.NAME), "{\n\"written");
        assertThatThrownBy(() -> StatusFile.read(directory)).isInstanceOf(IOException.class)
            .hasMessageContaining("notify.json is not what an engine writes (line 2)");
    }
}
