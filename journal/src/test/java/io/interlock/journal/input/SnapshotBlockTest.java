package io.interlock.journal.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.interlock.config.ConfigLoader;
import io.interlock.config.BreakerConfig;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.ScopeDefinition;
import io.interlock.core.machine.StateSource;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SnapshotBlockTest
{
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 50;

    private final SnapshotBlock block = new SnapshotBlock();

    private StateSource source()
    {
        final FrameMaker.Header header = new FrameMaker.Header(InputLayout.SNAPSHOT, new UUID(1, 2), 1, 2, 3, 4);
        return new Snapshot(header, Arrays.copyOf(block.bytes(), block.length()), 0).state();
    }

    @Test
    void shouldKeepNumbersAndTextsOfAnyLength()
    {
        final List<String> texts = List.of("", "binance/maker-1", "ü \"q\",", "\uD83D\uDE00".repeat(2_048), "€".repeat(4_096),
            "x".repeat(4_097), "\uD83D\uDE00".repeat(50_000), "€".repeat(100_000));
        block.begin(7, Long.MIN_VALUE, Long.MAX_VALUE, Gap.Why.LOST);
        texts.forEach(text -> block.text("text", text));
        block.number("last", -1);
        final StateSource in = source();
        assertThat(new long[] {in.number(), in.number(), in.number(), in.number()})
            .containsExactly(7, Long.MIN_VALUE, Long.MAX_VALUE, Gap.Why.LOST.ordinal());
        texts.forEach(text -> assertThat(in.text()).isEqualTo(text));
        assertThat(in.number()).isEqualTo(-1);
        assertThat(in.remaining()).isZero();
    }

    /** The breaker thread takes it. */
    @Test
    void shouldAllocateNothingOnceItHasGrown()
    {
        final BreakerConfig config = ConfigLoader.load("test", "preset: default");
        final BreakerStateMachine machine = new BreakerStateMachine(config);
        for (int id = 1; id <= ROUNDS; id++)
        {
            machine.addScope(new ScopeDefinition(id, 0, "venue-ü-" + id, config.scope("venue-ü-" + id)));
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++)
        {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            block.begin(round, round, round, Gap.Why.BEHIND);
            machine.save(block);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }
}
