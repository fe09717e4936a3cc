package io.interlock.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.cli.ByteSink;
import io.interlock.journal.replay.ReplayResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people read of lives whose recording retention has deleted long before their journal. */
class ReplayTextTest
{
    private static List<String> lines(final int lives)
    {
        final List<ReplayResult.Unrecorded> unrecorded = new ArrayList<>();
        for (int i = 1; i <= lives; i++)
        {
            unrecorded.add(new ReplayResult.Unrecorded(new UUID(0, i), 1_000L * i, 1_000L * i + 500, 2));
        }
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteSink sink = new ByteSink(out);
        new ReplayText(sink).text(new ReplayResult(List.of(), unrecorded, null, 0));
        sink.flush();
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void shouldListAFewLivesAndSumUpMany()
    {
        assertThat(lines(10)).hasSize(11);
        assertThat(lines(10).get(9)).contains(new UUID(0, 10).toString(), "2 decisions not comparable");
        assertThat(lines(300)).hasSize(2);
        assertThat(lines(300).get(0)).contains("300 lives", "1970-01-01T00:00:01.000Z to 1970-01-01T00:05:00.500Z", "600 decisions");
        assertThat(lines(300).get(1)).contains("600 not comparable");
    }
}
