package io.interlock.cli.audit;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Unreadable;
import io.interlock.journal.FileJournal;
import io.interlock.journal.store.ChronicleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the journal that a reading command is given. Threading: stateless. */
final class JournalInput
{
    private JournalInput()
    {
    }

    /**
     * Opens the journal of an engine's directory, or in a directory of its own. Nothing is changed on the disk.
     *
     * @throws CliException with {@link ExitCode#BAD_INPUT} where there is none, or none that may be read.
     */
    static ChronicleSource open(final Path directory)
    {
        final Path below = directory.resolve(FileJournal.FOLDER);
        try
        {
            return ChronicleSource.open(Files.isDirectory(below) ? below : directory);
        }
        catch (final IOException unreadable)
        {
            throw new CliException(ExitCode.BAD_INPUT, Unreadable.why(unreadable));
        }
    }
}
