package io.interlock.host.sim;

import io.interlock.journal.FileJournal;
import io.interlock.journal.state.FileStateDirectory;
import io.interlock.journal.state.StateDirectory;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.ChronicleStore;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.store.FrameStore;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The product's own files below a simulation, in place of the disk in memory, which goes on to know what was written: for processes that
 * are killed or stopped on a disk that does what it should.
 *
 * <p>Threading: one thread.
 */
final class RealFiles
{
    private final Path directory;
    private ChronicleStore store;

    RealFiles(final Path directory)
    {
        this.directory = directory;
    }

    /** Both stores, of a life that begins. */
    FrameStore store(final FrameStore memory) throws IOException
    {
        store = ChronicleStore.open(directory.resolve(FileJournal.FOLDER),
            StoreSettings.defaults().withFiles(StoreSettings.MIN_PREALLOCATE_BYTES, 64 << 20));
        return new Both(memory, store);
    }

    FrameSource source() throws IOException
    {
        return ChronicleSource.recovering(directory.resolve(FileJournal.FOLDER));
    }

    StateDirectory state()
    {
        return new FileStateDirectory(directory);
    }

    /** The process was killed: what it has written stays, and nothing is said of a stop. */
    void died()
    {
        store.close();
    }

    /** The memory first: a process that was killed writes no more. */
    private record Both(FrameStore memory, FrameStore files) implements FrameStore
    {
        @Override
        public void append(final byte[] bytes, final int length) throws IOException
        {
            memory.append(bytes, length);
            files.append(bytes, length);
        }

        @Override
        public void force() throws IOException
        {
            memory.force();
            files.force();
        }

        @Override
        public void newFile() throws IOException
        {
            memory.newFile();
            files.newFile();
        }

        @Override
        public void close()
        {
            files.close();
        }
    }
}
