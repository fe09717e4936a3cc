package io.interlock.cli.audit;

import io.interlock.core.mapped.GateFile;
import io.interlock.journal.FileJournal;
import io.interlock.journal.GateHead;
import io.interlock.journal.record.ChainHead;
import io.interlock.journal.state.FileStateDirectory;
import io.interlock.journal.state.StateFile;
import io.interlock.journal.state.StateReader;
import io.interlock.journal.verify.JournalVerifier;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The records that the files beside a journal name: each was durable before it was named there, so the journal has it, whatever died. Where
 * one of those files is not there or not to be read, it names none: that is for others to say. Changes nothing.
 *
 * <p>Threading: stateless.
 */
final class HeadsBeside
{
    private HeadsBeside()
    {
    }

    /**
     * To be called before the journal is opened: of one that is being written the named records are in it by then.
     *
     * @return whether any of them names a record; where not, nothing here shows whether the journal's end was cut off.
     */
    static boolean tell(final JournalVerifier verifier, final Path directory)
    {
        final Path engine = engine(directory);
        if (engine == null)
        {
            return false;
        }
        final ChainHead state = StateReader.head(new FileStateDirectory(engine));
        final ChainHead gate = GateHead.read(engine);
        verifier.beside(StateFile.NAME, state).beside(GateFile.NAME, gate);
        return state.sequence() > 0 || gate.sequence() > 0;
    }

    /** Null where the journal lies in no engine's directory. */
    private static Path engine(final Path directory)
    {
        if (Files.isDirectory(directory.resolve(FileJournal.FOLDER)))
        {
            return directory;
        }
        final Path journal = directory.toAbsolutePath().normalize();
        return journal.endsWith(FileJournal.FOLDER) ? journal.getParent() : null;
    }
}
