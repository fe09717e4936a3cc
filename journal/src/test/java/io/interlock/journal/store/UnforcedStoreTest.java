package io.interlock.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that does not wait for the disk between two files: what it leaves is what the other leaves. */
class UnforcedStoreTest
{
    private static final int FILES = 12;
    /** More than one page of Chronicle's index has to be passed over behind what is known. */
    private static final long EACH = 700;

    @TempDir
    private Path temp;

    private static List<Long> upTo(final long count)
    {
        return LongStream.range(0, count).boxed().toList();
    }

    private void write(final ChronicleStore store, final int files) throws IOException
    {
        for (int file = 0; file < files; file++)
        {
            for (long number = 0; number < EACH; number++)
            {
                StoreTests.append(store, file * EACH + number);
            }
            store.newFile();
        }
    }

    @Test
    void shouldFinishEachFileWithAllItsFrames() throws Exception
    {
        try (ChronicleStore store = ChronicleStore.openUnforced(temp, StoreTests.small()))
        {
            write(store, FILES);
            assertThat(store.tails()).isEmpty();
            assertThat(CycleFiles.in(temp)).hasSize(FILES);
            for (final Path file : CycleFiles.in(temp))
            {
                try (CycleReader reader = new CycleReader(file))
                {
                    while (reader.next() != null)
                    {
                        assertThat(reader.ended()).isFalse();
                    }
                    assertThat(reader.ended()).as("%s is marked as finished", file).isTrue();
                    assertThat(FileChannel.open(file).size()).isEqualTo(reader.position() + CycleWire.HEADER);
                }
            }
            assertThat(StoreTests.numbers(StoreTests.read(temp))).isEqualTo(upTo(FILES * EACH));
        }
        try (ChronicleStore again = ChronicleStore.open(temp, StoreTests.small()))
        {
            assertThat(again.tails()).isEmpty();
        }
        assertThat(StoreTests.numbers(StoreTests.read(temp))).isEqualTo(upTo(FILES * EACH));
    }

    /** That is what makes it fast; whoever reads the file finds the damage. */
    @Test
    void shouldNotReadAgainWhatItWrote() throws Exception
    {
        try (ChronicleStore store = ChronicleStore.openUnforced(temp, StoreTests.small()))
        {
            write(store, 1);
            StoreTests.append(store, EACH);
            StoreTests.append(store, EACH + 1);
            final Path live = temp.resolve(CycleFiles.LIVE).resolve(store.currentFile());
            damageLastFrame(live);
            store.newFile();
            assertThat(store.tails()).isEmpty();
        }
    }

    @Test
    void shouldReadAFileThatSomebodyCut() throws Exception
    {
        try (ChronicleStore store = ChronicleStore.openUnforced(temp, StoreTests.small()))
        {
            write(store, 1);
            for (long number = EACH; number < 2 * EACH; number++)
            {
                StoreTests.append(store, number);
            }
            final Path live = temp.resolve(CycleFiles.LIVE).resolve(store.currentFile());
            try (FileChannel channel = FileChannel.open(live, StandardOpenOption.WRITE))
            {
                channel.truncate(64 << 10);
            }
            store.newFile();
            StoreTests.append(store, 2 * EACH);
        }
        final List<Long> read = StoreTests.numbers(StoreTests.read(temp));
        assertThat(read).startsWith(upTo(EACH).toArray(new Long[0])).endsWith(2 * EACH).isSorted();
    }

    /** It is never forced, which is how another store finds out. */
    @Test
    void shouldSeeThatItsFileIsGone() throws Exception
    {
        try (ChronicleStore store = ChronicleStore.openUnforced(temp, StoreTests.small()))
        {
            StoreTests.append(store, 1);
            store.requireInPlace();
            final Path live = temp.resolve(CycleFiles.LIVE).resolve(store.currentFile());
            Files.move(live, temp.resolve("taken"));
            assertThatThrownBy(store::requireInPlace).isInstanceOf(IOException.class).hasMessageContaining("deleted or replaced");
            Files.createFile(live);
            assertThatThrownBy(store::requireInPlace).isInstanceOf(IOException.class);
            Files.delete(live);
            store.newFile();
            store.requireInPlace();
            StoreTests.append(store, 2);
        }
        assertThat(StoreTests.numbers(StoreTests.read(temp))).containsExactly(2L);
    }

    /** Its header says that it is not ready. */
    private static void damageLastFrame(final Path file) throws IOException
    {
        long last = 0;
        try (CycleReader reader = new CycleReader(file))
        {
            long before = reader.position();
            while (reader.next() != null)
            {
                last = before;
                before = reader.position();
            }
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE))
        {
            channel.write(ByteBuffer.wrap(new byte[] {1, 1, 1, (byte)0x81}), last);
        }
    }
}
