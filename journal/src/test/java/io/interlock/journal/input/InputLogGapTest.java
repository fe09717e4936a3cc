package io.interlock.journal.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.config.ConfigYaml;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.testing.Await;
import io.interlock.journal.record.Hash;
import io.interlock.journal.store.FrameStore;
import io.interlock.journal.store.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** A writer that is far behind, and what the breaker's side does meanwhile. */
class InputLogGapTest
{
    private static final int BLOCKS = 8;
    private static final int ENOUGH = BLOCKS / 4;
    private static final int BYTES = 1_200;
    private static final long MS = 1_000_000;

    private final Semaphore allowed = new Semaphore(0);
    private final MemoryStore kept = new MemoryStore();
    private final InputEvent event = new InputEvent();
    private final BreakerStateMachine machine = new BreakerStateMachine(ConfigLoader.load("test", "preset: default"));
    private long timeNs = 1;
    private long offered;

    /** Each frame waits until it is allowed. */
    private final class Slow implements FrameStore
    {
        @Override
        public void append(final byte[] bytes, final int length)
        {
            allowed.acquireUninterruptibly();
            kept.append(bytes, length);
        }

        @Override
        public void force()
        {
            kept.force();
        }

        @Override
        public void newFile()
        {
            kept.newFile();
        }

        @Override
        public void close()
        {
            kept.close();
        }
    }

    /** Lets one more frame be written, and returns when the writer waits with the next, so that the block before is free. */
    private void letOne()
    {
        final int before = kept.size();
        allowed.release();
        Await.until("one more frame is written", () -> kept.size() > before && allowed.hasQueuedThreads());
    }

    private void offer(final InputLog log, final int events)
    {
        for (int i = 0; i < events; i++)
        {
            timeNs += MS;
            offered++;
            log.input(event.apiLatency(0, offered), null, timeNs, timeNs / MS);
        }
    }

    @Test
    void shouldGoOnAfterAGapOnlyWhenAQuarterOfTheBlocksIsFree() throws Exception
    {
        final InputSettings settings = new InputSettings(
            ConfigYaml.of(ConfigLoader.load("test", "preset: default")), "test", Hash.ZERO, 1 << 20, () -> timeNs / MS);
        final List<Gap> gaps = new ArrayList<>();
        try (InputLog log = SmallLog.of(new Slow(), settings, BLOCKS, BYTES))
        {
            log.begin(UUID.randomUUID());
            assertThat(log.wantsSnapshot()).isTrue();
            log.snapshot(machine, 0, timeNs, timeNs / MS);
            assertThat(log.wantsSnapshot()).isFalse();
            // What is in no block is left out.
            offer(log, BLOCKS * BYTES);
            assertThat(log.wantsSnapshot()).as("the first snapshot is not written yet").isFalse();
            // The life and the snapshot, and then blocks.
            Await.until("the writer waits", allowed::hasQueuedThreads);
            letOne();
            letOne();
            for (int free = 1; free < ENOUGH; free++)
            {
                letOne();
                assertThat(log.wantsSnapshot()).as("%d blocks are free", free).isFalse();
            }
            letOne();
            assertThat(log.wantsSnapshot()).isTrue();
            log.snapshot(machine, 0, timeNs, timeNs / MS);
            offer(log, 1);
            allowed.release(1_000);
        }
        final InputReader reader = new InputReader(new InputVisitor()
        {
            @Override
            public void gap(final String where, final Gap gap)
            {
                gaps.add(gap);
            }
        });
        reader.read(kept.source());
        assertThat(gaps).singleElement().satisfies(gap ->
        {
            assertThat(gap.why()).isEqualTo(Gap.Why.BEHIND);
            assertThat(gap.events()).isEqualTo(offered - reader.events());
        });
        assertThat(reader.events()).isGreaterThan(BLOCKS).isLessThan(offered);
    }
}
