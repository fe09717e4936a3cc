package io.interlock.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.testing.Runs;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An append that is forced beside the same bytes in a plain file, alternating, on the same disk. */
class StoreForceTimeTest
{
    private static final int ROUNDS = 1_500;
    private static final int WARM = 300;
    private static final int BYTES = 160;

    @TempDir
    private Path temp;

    @Test
    void shouldForceAFrameWithinTwiceThePlainTime() throws Exception
    {
        final byte[] frame = new byte[BYTES];
        Arrays.fill(frame, (byte)7);
        final ByteBuffer plain = ByteBuffer.allocateDirect(BYTES).put(frame);
        final long[] storeNs = new long[ROUNDS];
        final long[] appendNs = new long[ROUNDS];
        final long[] plainNs = new long[ROUNDS];
        try (ChronicleStore store = ChronicleStore.open(temp.resolve("journal"), StoreSettings.defaults());
            FileChannel channel = PrivateFiles.open(temp.resolve("plain")))
        {
            // The same blocks in advance: what is compared is the way there.
            PrivateFiles.zeros(channel, 0, 4 * StoreTests.MIB);
            channel.force(true);
            for (int round = -WARM; round < ROUNDS; round++)
            {
                final int at = Math.max(round, 0);
                final long a = System.nanoTime();
                store.append(frame, BYTES);
                final long b = System.nanoTime();
                store.force();
                final long c = System.nanoTime();
                channel.write(plain.clear(), (long)(round + WARM) * BYTES);
                channel.force(false);
                final long d = System.nanoTime();
                appendNs[at] = b - a;
                storeNs[at] = c - a;
                plainNs[at] = d - c;
            }
        }
        final String row = "append p50 " + at(appendNs, 50) + " ns, append+force p50 " + at(storeNs, 50) + " ns p99 " + at(storeNs, 99)
            + " ns, plain write+force p50 " + at(plainNs, 50) + " ns p99 " + at(plainNs, 99) + " ns";
        System.out.println("journal store: " + row);
        assertThat(at(storeNs, 50)).as(row).isLessThan(2 * at(plainNs, 50));
        Runs.done("an append and force beside a plain file's", ROUNDS, row);
    }

    private static long at(final long[] values, final int percent)
    {
        final long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length * percent / 100];
    }
}
