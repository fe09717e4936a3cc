package io.interlock.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.testing.Runs;
import io.interlock.journal.MemoryJournal;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.record.JournalKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** 10,000 of each thing that can be done to a journal: all found, and found where they were done. */
class TamperTest
{
    private static final int ROUNDS = Runs.of(2_000, 10_000);
    private static final long SEED = Long.getLong("interlock.seed", 4_001L);
    private static final JournalKey KEY = JournalKey.of("the key of this journal".getBytes(StandardCharsets.US_ASCII));
    private static final JournalKey OTHER = JournalKey.of("a key of somebody else".getBytes(StandardCharsets.US_ASCII));
    private static final int RECORDS = 16;

    private final Random random = new Random(SEED);
    private final MemoryJournal plain = MemoryJournal.sample(null, RECORDS);
    private final MemoryJournal sealed = MemoryJournal.sample(KEY, RECORDS);
    private boolean keyed;
    private ChainHead anchor;
    private List<byte[]> frames;

    private MemoryJournal journal()
    {
        return keyed ? sealed : plain;
    }

    private void begin(final boolean withKey, final boolean withAnchor)
    {
        keyed = withKey;
        anchor = withAnchor ? journal().head() : null;
        frames = new ArrayList<>(journal().frames);
    }

    /** Found, and the first finding that has a place is not after the last frame that was touched, nor before the first. */
    private void expect(final String what, final int round, final int from, final int to)
    {
        final Verification found = verify();
        final String name = what + ", round " + round + ", seed " + SEED + ", at " + from + ": " + found.findings();
        assertThat(found.whole()).as(name).isFalse();
        final long first = found.findings().get(0).index();
        assertThat(first).as(name).isBetween((long)from, (long)to);
    }

    private Verification verify()
    {
        return new JournalVerifier(keyed ? KEY : null, null, anchor).verify(MemoryJournal.source(frames));
    }

    @Test
    void shouldFindNothingInAWholeJournal()
    {
        for (final boolean withKey : new boolean[] {false, true})
        {
            begin(withKey, true);
            final Verification whole = verify();
            assertThat(whole.findings()).isEmpty();
            assertThat(whole.head()).isEqualTo(journal().head());
            assertThat(whole.records()).isEqualTo(RECORDS);
            assertThat(whole.lives()).isEqualTo(2);
            assertThat(whole.first()).isEqualTo(1);
        }
    }

    @Test
    void shouldFindEveryDeletion()
    {
        for (int round = 0; round < ROUNDS; round++)
        {
            begin(random.nextBoolean(), false);
            // Not the last: that is a cut.
            final int from = random.nextInt(RECORDS - 1);
            final int count = 1 + random.nextInt(RECORDS - 1 - from);
            frames.subList(from, from + count).clear();
            expect("deletion", round, from, from);
        }
        Runs.done("records deleted", ROUNDS, "all found where they were done");
    }

    @Test
    void shouldFindEveryInsertion()
    {
        for (int round = 0; round < ROUNDS; round++)
        {
            begin(random.nextBoolean(), random.nextBoolean());
            // Without a key somebody can write a good last record: only what comes before it is found.
            final int at = random.nextInt(keyed ? RECORDS + 1 : RECORDS);
            final byte[] bytes = frames.get(random.nextInt(RECORDS)).clone();
            switch (random.nextInt(3))
            {
                case 0 -> random.nextBytes(bytes);
                case 1 -> Forge.link(bytes, at == 0 ? ChainHead.START : journal().heads.get(at - 1), random.nextBoolean() ? OTHER : null);
                default ->
                {
                    // A copy as it is.
                }
            }
            frames.add(at, bytes);
            expect("insertion", round, at, at + 1);
        }
        Runs.done("records put in", ROUNDS, "all found where they were done");
    }

    @Test
    void shouldFindEverySwap()
    {
        for (int round = 0; round < ROUNDS; round++)
        {
            begin(random.nextBoolean(), random.nextBoolean());
            final int a = random.nextInt(RECORDS - 1);
            final int b = a + 1 + random.nextInt(RECORDS - 1 - a);
            final byte[] bytes = frames.get(a);
            frames.set(a, frames.get(b));
            frames.set(b, bytes);
            expect("swap", round, a, a);
        }
        Runs.done("records swapped", ROUNDS, "all found where they were done");
    }

    @Test
    void shouldFindEveryEdit()
    {
        for (int round = 0; round < ROUNDS; round++)
        {
            begin(random.nextBoolean(), random.nextBoolean());
            final int at = random.nextInt(RECORDS);
            final byte[] bytes = frames.get(at).clone();
            bytes[random.nextInt(bytes.length - 4)] ^= (byte)(1 << random.nextInt(8));
            final int care = random.nextInt(3);
            if (care == 1)
            {
                Forge.checksum(bytes);
            }
            else if (care == 2 && (keyed || at < RECORDS - 1))
            {
                // The own hash is made to fit as well, as somebody without the key can; then the next record shows it.
                final byte[] kept = bytes.clone();
                Forge.link(bytes, at == 0 ? ChainHead.START : journal().heads.get(at - 1), null);
                if (Arrays.equals(bytes, journal().frames.get(at)))
                {
                    System.arraycopy(kept, 0, bytes, 0, bytes.length);
                }
            }
            frames.set(at, bytes);
            expect("edit", round, at, at + 1);
        }
        Runs.done("records edited", ROUNDS, "all found where they were done");
    }

    @Test
    void shouldFindEveryChainMadeAnewWithoutTheKey()
    {
        for (int round = 0; round < ROUNDS; round++)
        {
            begin(true, random.nextBoolean());
            final int at = random.nextInt(RECORDS);
            for (int i = at; i < RECORDS; i++)
            {
                frames.set(i, frames.get(i).clone());
            }
            frames.get(at)[72] ^= 1;
            Forge.rechain(frames, at, at == 0 ? ChainHead.START : journal().heads.get(at - 1), random.nextBoolean() ? OTHER : null);
            expect("re-chaining", round, at, at);
        }
        Runs.done("chains made anew without the key", ROUNDS, "all found where they were done");
    }

    @Test
    void shouldFindEveryCutAgainstAnAnchor()
    {
        for (int round = 0; round < ROUNDS; round++)
        {
            begin(random.nextBoolean(), true);
            final int length = random.nextInt(RECORDS);
            final int anchored = length + random.nextInt(RECORDS - length);
            anchor = journal().heads.get(anchored);
            frames.subList(length, RECORDS).clear();
            final Verification found = verify();
            assertThat(found.findings()).as("cut, round %d, seed %d", round, SEED).singleElement()
                .matches(finding -> finding.kind() == Finding.Kind.CUT
                    && finding.what().contains("the journal ends with record " + length + ": " + (anchored + 1 - length) + " records"));
        }
        Runs.done("journals cut, against an anchor", ROUNDS, "all found, with the records that are missing");
    }

    @Test
    void shouldFindAChainMadeAnewWithoutAnyKeyAgainstAnAnchor()
    {
        for (int at = 0; at < RECORDS; at++)
        {
            begin(false, true);
            frames.replaceAll(byte[]::clone);
            frames.get(at)[72] ^= 1;
            Forge.rechain(frames, at, at == 0 ? ChainHead.START : journal().heads.get(at - 1), null);
            assertThat(verify().findings()).singleElement().matches(finding -> finding.kind() == Finding.Kind.ANCHOR);
            anchor = null;
            assertThat(verify().whole()).as("nothing can show it without an anchor").isTrue();
        }
    }
}
