package io.interlock.journal.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.testing.Runs;
import io.interlock.journal.record.Hash;
import io.interlock.journal.store.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever the machine may be told comes out of a recording bit for bit as it went in. */
class InputCodecTest
{
    private static final long SEED = Long.getLong("interlock.seed", 5_020L);
    private static final UUID BOOT = new UUID(-3, 7);
    private static final InputSettings SETTINGS = new InputSettings("preset: default\n", "test", Hash.ZERO, 1 << 30, () -> 1);

    private final List<String> written = new ArrayList<>();

    /** Whole characters up to so many bytes; half a character is a question mark. */
    private static String cut(final String text)
    {
        final StringBuilder kept = new StringBuilder();
        int bytes = 0;
        int at = 0;
        while (at < text.length())
        {
            final int point = text.codePointAt(at);
            final String one = point >= 0xD800 && point <= 0xDFFF ? "?" : Character.toString(point);
            bytes += one.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > 256)
            {
                return kept.toString();
            }
            kept.append(one);
            at += Character.charCount(point);
        }
        return kept.toString();
    }

    private long step(final Random random, final AnyEvent any)
    {
        return switch (random.nextInt(6))
        {
            case 0, 1 -> 0;
            case 2 -> random.nextInt(1_000);
            case 3 -> random.nextInt(2_000_000_000);
            case 4 -> random.nextLong() >>> 12 + random.nextInt(40);
            default -> Math.abs(any.number() >> 10);
        };
    }

    @Test
    void shouldGiveBackWhatWentIn() throws Exception
    {
        final int rounds = Runs.of(60, 2_000);
        for (int round = 0; round < rounds; round++)
        {
            final Random random = new Random(SEED + round);
            final MemoryStore store = new MemoryStore();
            write(store, random, random.nextInt(3) == 0 ? InputLayout.FRAME : 4_000 + random.nextInt(4_000));
            final Seen seen = new Seen();
            new InputReader(seen).read(store.source());
            assertThat(seen.gaps).as("seed %d", SEED + round).isEmpty();
            for (int i = 0; i < Math.min(written.size(), seen.lines.size()); i++)
            {
                assertThat(seen.lines.get(i)).as("seed %d, entry %d", SEED + round, i).isEqualTo(written.get(i));
            }
            assertThat(seen.lines).as("seed %d", SEED + round).hasSameSizeAs(written);
        }
        Runs.done("recordings of random events, packed and read", rounds, "bit for bit");
    }

    private void write(final MemoryStore store, final Random random, final int blockBytes)
    {
        written.clear();
        final AnyEvent any = new AnyEvent(random);
        final InputLog log = SmallLog.of(store, SETTINGS, 128, blockBytes);
        long timeNs = random.nextInt(3) == 0 ? -(random.nextLong() >>> 4) : random.nextInt();
        long wallMs = 1_700_000_000_000L;
        log.begin(BOOT);
        log.snapshot(new BreakerStateMachine(ConfigLoader.preset("default")), 5, timeNs, wallMs);
        written.add("life " + BOOT + " test " + Hash.ZERO + " " + wallMs + " preset: default");
        written.add("snapshot " + BOOT + " 5 " + timeNs + " " + wallMs);
        for (int i = 0; i < 250; i++)
        {
            timeNs += step(random, any);
            // As a clock does that is set right, by a little or by decades, to and fro.
            wallMs += random.nextInt(4) > 0 ? random.nextInt(3) : random.nextLong() >> 20 + random.nextInt(40);
            switch (random.nextInt(20))
            {
                case 0 -> scope(log, any, random);
                case 1 -> guard(log, any.number(), timeNs, wallMs);
                case 2 -> lost(log, any.number() & Long.MAX_VALUE, timeNs, wallMs);
                default -> input(log, any, random.nextInt(3) == 0 ? any.text(300) : null, timeNs, wallMs);
            }
            log.roundEnds(timeNs, random.nextInt(20) == 0);
        }
        log.close();
    }

    private void scope(final InputLog log, final AnyEvent any, final Random random)
    {
        final int id = random.nextInt(4_096);
        final int parent = random.nextInt(4_096);
        final String path = cut(any.text(60));
        log.scope(id, parent, path);
        written.add("scope " + id + " " + parent + " " + path);
    }

    private void guard(final InputLog log, final long bits, final long timeNs, final long wallMs)
    {
        log.guard(bits, timeNs, wallMs);
        written.add("guard " + bits + " " + timeNs + " " + wallMs);
    }

    private void lost(final InputLog log, final long count, final long timeNs, final long wallMs)
    {
        log.intentsLost(count, timeNs, wallMs);
        written.add("lost " + count + " " + timeNs + " " + wallMs);
    }

    private void input(final InputLog log, final AnyEvent any, final String actor, final long timeNs, final long wallMs)
    {
        final InputEvent event = any.next();
        log.input(event, actor, timeNs, wallMs);
        written.add(Seen.line(event, actor == null ? null : cut(actor), timeNs, wallMs));
    }
}
