package io.interlock.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigException;
import io.interlock.config.ConfigLoader;
import io.interlock.core.testing.Runs;
import io.interlock.journal.MemoryJournal;
import io.interlock.journal.input.Frames;
import io.interlock.journal.input.InputReader;
import io.interlock.journal.input.InputVersionException;
import io.interlock.journal.input.Seen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever bytes a recording may hold: a gap that is told, and never another exception, a hang, or an event that nobody reported. */
@Timeout(300)
class DamagedRecordingTest
{
    private static final long SECOND = 1_000_000_000L;
    private static final long SEED = Long.getLong("interlock.seed", 5_021L);

    private final Map<String, BreakerConfig> known = new HashMap<>();
    private final RecordedLives lives = new RecordedLives("preset: default\nengine: { stale-limit: 10s }\n", 7);
    private List<byte[]> frames;
    private List<byte[]> journal;
    private List<String> lines;

    @BeforeEach
    void record() throws IOException
    {
        lives.rollBytes = 400;
        lives.badness = 20;
        lives.live(8, true);
        lives.live(false, driven ->
        {
            driven.engine().scope("a").reporter().apiLatency(4 * SECOND);
            driven.pass(SECOND / 5);
            driven.engine().desk().override("a", true, "ann", "look at it");
            driven.pass(SECOND / 5);
            driven.engine().scope("b").reporter().apiLatency(4 * SECOND);
            driven.pass(SECOND / 5);
        });
        frames = Frames.of(lives.inputs);
        journal = Frames.of(lives.journal);
        lines = seen(frames).lines;
        assertThat(seen(frames).gaps).isEmpty();
        assertThat(replay(frames).isEqual()).isTrue();
        assertThat(replay(frames).incomparable()).isZero();
    }

    private static Seen seen(final List<byte[]> all) throws IOException
    {
        final Seen seen = new Seen();
        new InputReader(seen).read(MemoryJournal.source(all));
        return seen;
    }

    private ReplayResult replay(final List<byte[]> inputs) throws IOException
    {
        return Replay.run(
            MemoryJournal.source(inputs), MemoryJournal.source(journal), MemoryJournal.source(journal), this::config, Progress.NONE);
    }

    private BreakerConfig config(final String text)
    {
        final BreakerConfig loaded = known.get(text);
        if (loaded != null)
        {
            return loaded;
        }
        final BreakerConfig fresh = ConfigLoader.load("recording", text, name -> null);
        known.put(text, fresh);
        return fresh;
    }

    private List<byte[]> with(final int index, final byte[] frame)
    {
        final List<byte[]> other = new ArrayList<>(frames);
        other.set(index, frame);
        return other;
    }

    /** What is shown was reported, in that order. */
    private void assertReported(final List<String> shown, final String at)
    {
        int next = 0;
        // A life is told by each file of it: where the first is damaged, by a later one.
        for (final String line : shown.stream().filter(any -> !any.startsWith("life ")).toList())
        {
            while (next < lines.size() && !lines.get(next).equals(line))
            {
                next++;
            }
            assertThat(next).as("%s: nobody reported %s", at, line).isLessThan(lines.size());
            next++;
        }
    }

    private void assertTold(final List<byte[]> damaged, final String at) throws IOException
    {
        final Seen seen = seen(damaged);
        assertThat(seen.gaps).as(at).isNotEmpty();
        assertReported(seen.lines, at);
        final ReplayResult result = replay(damaged);
        assertThat(result.first()).as("%s: %s", at, result).isNull();
        final boolean told = result.lives().stream().anyMatch(life -> !life.incomparable().isEmpty());
        assertThat(told || result.lives().isEmpty()).as("%s: %s", at, result).isTrue();
    }

    @Test
    void shouldTellEveryFlippedBit() throws Exception
    {
        final int step = Runs.of(53, 1);
        long bits = 0;
        for (int i = 0; i < frames.size(); i++)
        {
            final byte[] bytes = frames.get(i).clone();
            for (int bit = i % step; bit < bytes.length * 8; bit += step)
            {
                bytes[bit >> 3] ^= (byte)(1 << (bit & 7));
                assertTold(with(i, bytes), "frame " + i + ", bit " + bit);
                bytes[bit >> 3] ^= (byte)(1 << (bit & 7));
                bits++;
            }
        }
        Runs.done("bits flipped in a recording, read and replayed", bits, "all told as gaps, no event that nobody reported");
    }

    @Test
    void shouldTellEveryCut() throws Exception
    {
        final long decisions = replay(frames).equal();
        long cuts = 0;
        for (int i = 0; i < frames.size(); i++)
        {
            for (int length = 1; length < frames.get(i).length; length += Runs.of(11, 1))
            {
                final List<byte[]> cut = new ArrayList<>(frames.subList(0, i));
                cut.add(Arrays.copyOf(frames.get(i), length));
                assertThat(seen(cut).gaps).as("frame %d, byte %d", i, length).isNotEmpty();
                assertTold(with(i, Arrays.copyOf(frames.get(i), length)), "frame " + i + " of " + length + " bytes");
                cuts++;
            }
            final ReplayResult result = replay(frames.subList(0, i));
            assertThat(result.first()).as("%d frames", i).isNull();
            assertThat(result.equal() + result.incomparable()).as("%d frames", i).isEqualTo(decisions);
        }
        Runs.done("cuts of a recording, read and replayed", cuts, "all told as gaps");
    }

    @Test
    void shouldTellFramesThatAreMissingOrOutOfOrder() throws Exception
    {
        for (int i = 1; i < frames.size() - 1; i++)
        {
            final List<byte[]> missing = new ArrayList<>(frames);
            missing.remove(i);
            final ReplayResult result = replay(missing);
            assertThat(result.first()).as("without frame %d: %s", i, result).isNull();
            assertReported(seen(missing).lines, "without frame " + i);
            final byte[] gone = frames.get(i);
            final boolean endOfLife = Frames.isLife(frames.get(i + 1)) && !Frames.isEvents(gone);
            if (!Frames.isLife(gone) && !endOfLife)
            {
                assertThat(seen(missing).gaps.isEmpty() && result.incomparable() == 0 && same(missing)).as("without frame %d", i).isFalse();
            }
            final List<byte[]> swapped = new ArrayList<>(frames);
            swapped.set(i, frames.get(i + 1));
            swapped.set(i + 1, gone);
            assertThat(replay(swapped).first()).as("frame %d swapped: %s", i, replay(swapped)).isNull();
        }
    }

    private boolean same(final List<byte[]> other) throws IOException
    {
        return seen(other).lines.equals(lines);
    }

    @Test
    void shouldRefuseAnotherVersion() throws Exception
    {
        for (int i = 0; i < frames.size(); i++)
        {
            for (final int version : new int[] {0, 3, 127, -1})
            {
                final List<byte[]> other = with(i, Frames.ofVersion(frames.get(i), version));
                assertThatThrownBy(() -> replay(other)).isInstanceOf(InputVersionException.class)
                    .hasMessageContaining("version " + version + ", this program reads versions 1 and 2")
                    .hasMessageContaining("frame " + i);
            }
        }
    }

    @Test
    void shouldSurviveAnyPayloadThatIsSealed() throws Exception
    {
        final int rounds = Runs.of(800, 500_000);
        for (int round = 0; round < rounds; round++)
        {
            final Random random = new Random(SEED + round);
            final int index = random.nextInt(frames.size());
            final byte[] frame = random.nextInt(4) > 0 ? mutated(frames.get(index), random) : random(frames.get(index), random);
            survive(with(index, frame), "seed " + (SEED + round));
        }
        Runs.done("payloads of a recording made up, sealed, replayed and asked what if", rounds, "no exception, no hang");
    }

    private static byte[] random(final byte[] frame, final Random random)
    {
        final byte[] payload = new byte[random.nextInt(random.nextInt(20) == 0 ? 3_000 : 60)];
        random.nextBytes(payload);
        return Frames.with(frame, payload);
    }

    /** Bytes here and there, most of them such as make numbers that are huge or negative. */
    private static byte[] mutated(final byte[] frame, final Random random)
    {
        final byte[] payload = Arrays.copyOfRange(frame, Frames.HEADER, frame.length);
        for (int i = random.nextInt(6); i >= 0 && payload.length > 0; i--)
        {
            final int at = random.nextInt(payload.length);
            payload[at] = (byte)random.nextInt();
            for (int more = random.nextInt(3) == 0 ? random.nextInt(10) : 0; more > 0 && at + more < payload.length; more--)
            {
                payload[at + more] = (byte)(0x80 | random.nextInt());
            }
        }
        final byte[] other = Frames.with(frame, payload);
        if (random.nextInt(4) == 0)
        {
            // The times, and the number of decisions, that the header states.
            final int at = 40 + 8 * random.nextInt(3);
            for (int i = 0; i < 8; i++)
            {
                other[at + i] = (byte)(random.nextBoolean() ? 0xFF : random.nextInt());
            }
            other[at + 7] = (byte)(random.nextBoolean() ? 0x7F : random.nextInt());
        }
        return Frames.seal(other);
    }

    private void survive(final List<byte[]> hostile, final String at)
    {
        try
        {
            seen(hostile);
            replay(hostile);
            WhatIf.run(MemoryJournal.source(hostile), config("preset: conservative\n"), this::config, Progress.NONE);
        }
        catch (final ConfigException unreadable)
        {
            assertThat(unreadable.getMessage()).as(at).isNotBlank();
        }
        catch (final IOException | RuntimeException | Error other)
        {
            throw new AssertionError(at, other);
        }
    }
}
