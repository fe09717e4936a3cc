package io.interlock.core.machine.twin;

import static io.interlock.core.machine.twin.LawConfigs.MS;
import static io.interlock.core.machine.twin.LawConfigs.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of a stream says what went wrong and nothing else. */
class ShrinkerTest
{
    private static List<LawEvent> noise()
    {
        final List<LawEvent> stream = new ArrayList<>();
        for (int i = 0; i < 100; i++)
        {
            stream.add(LawEvent.latency(7 * SECOND + i * 1_300 * MS + 7, i % 3, i));
        }
        return stream;
    }

    @Test
    void shouldKeepOnlyWhatShowsTheDifference()
    {
        final List<LawEvent> stream = noise();
        stream.add(40, new LawEvent(stream.get(40).timeNs(), 2, InputKind.FILL, 5, 1.0, 2.0, Side.BUY));
        stream.add(70, LawEvent.plain(stream.get(70).timeNs(), 1, InputKind.KILL));

        // A success, alone or in a fill, and at least 10 s after it a kill, wherever.
        final List<LawEvent> least = Shrinker.shrink(stream, (candidate) ->
        {
            long successNs = Long.MAX_VALUE;
            for (int i = 0; i < candidate.size(); i++)
            {
                final LawEvent event = candidate.get(i);
                final boolean success = event.kind() == InputKind.FILL || event.kind() == InputKind.ORDER_SUCCESS;
                successNs = success ? Math.min(successNs, event.timeNs()) : successNs;
                if (event.kind() == InputKind.KILL && event.timeNs() - 10 * SECOND >= successNs)
                {
                    return i;
                }
            }
            return -1;
        });

        assertThat(least).hasSize(2);
        assertThat(least.get(0)).isEqualTo(LawEvent.plain(0, 0, InputKind.ORDER_SUCCESS));
        assertThat(least.get(1).kind()).isEqualTo(InputKind.KILL);
        assertThat(least.get(1).scope()).isZero();
        assertThat(least.get(1).timeNs()).isBetween(10 * SECOND, 20 * SECOND);
    }

    @Test
    void shouldKeepAStreamThatCannotBeAnySmaller()
    {
        final List<LawEvent> one = List.of(LawEvent.plain(0, 0, InputKind.TICK));
        assertThat(Shrinker.shrink(one, (candidate) -> candidate.size() - 1)).isEqualTo(one);
        assertThat(Shrinker.shrink(noise(), (candidate) -> candidate.size() - 1)).isEqualTo(one);
    }

    @Test
    void shouldShowAnEventInOneShortLine()
    {
        final List<String> paths = List.of("", "a/b");
        assertThat(new LawEvent(1_500_000_001L, 1, InputKind.FILL, 5, 1.0, 2.0, Side.BUY).shown(paths))
            .isEqualTo("1500.000001 ms  \"a/b\"  FILL BUY 5 ns 1.0 -> 2.0");
        assertThat(LawEvent.plain(0, 0, InputKind.KILL).shown(paths)).isEqualTo("0 ms  \"\"  KILL");
    }
}
