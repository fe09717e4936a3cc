package io.interlock.cli.audit;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Visible;
import io.interlock.journal.FileJournal;
import io.interlock.journal.store.ChronicleSource;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Finds the journal that a reading command is given, and says in words why it cannot be read. Threading: stateless. */
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
            throw new CliException(ExitCode.BAD_INPUT, why(unreadable));
        }
    }

    /** What is wrong, on one line; the system's own exceptions say no more than a path. */
    static String why(final IOException wrong)
    {
        return Visible.text(words(wrong));
    }

    private static String words(final IOException wrong)
    {
        if (wrong instanceof FileSystemException named && named.getFile() != null && named.getReason() == null)
        {
            return named.getFile() + ": " + (wrong instanceof AccessDeniedException ? "may not be read by this user"
                : wrong instanceof NoSuchFileException ? "is not there" : named.getClass().getSimpleName());
        }
        return wrong.getMessage() == null ? wrong.toString() : wrong.getMessage();
    }
}
