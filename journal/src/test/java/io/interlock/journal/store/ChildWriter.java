package io.interlock.journal.store;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Appends frames in a process of its own and says on standard output which are acknowledged, until it is killed. */
final class ChildWriter
{
    private ChildWriter()
    {
    }

    /**
     * Writes.
     *
     * @param args the directory, the first number, how many frames a force (0: it stays inside the first document), bytes of a file.
     * @throws Exception when anything is in the way.
     */
    public static void main(final String[] args) throws Exception
    {
        System.out.println("opening");
        final long before = System.nanoTime();
        final StoreSettings settings = StoreTests.small().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, Long.parseLong(args[3]));
        final ChronicleStore store = ChronicleStore.open(Path.of(args[0]), settings);
        final PrintStream out = System.out;
        out.println("opened " + (System.nanoTime() - before) / 1_000_000);
        final int batch = Integer.parseInt(args[2]);
        long number = Long.parseLong(args[1]);
        while (batch > 0)
        {
            for (int i = 0; i < batch; i++)
            {
                StoreTests.append(store, number);
                // Appended: a kill of the process may not lose it.
                out.println("ack " + number);
                number++;
            }
            store.force();
        }
        new CountDownLatch(1).await();
    }
}
