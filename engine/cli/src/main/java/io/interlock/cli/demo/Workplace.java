package io.interlock.cli.demo;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.core.mapped.EngineDirectory;
import io.interlock.core.mapped.GateFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory that a demo works in: the user's, which is kept, or a temporary one, which is deleted at the end.
 *
 * <p>Threading: any thread.
 */
final class Workplace implements AutoCloseable
{
    private final Path path;
    private final boolean temporary;

    private Workplace(final Path path, final boolean temporary)
    {
        this.path = path;
        this.temporary = temporary;
    }

    /**
     * A place to work.
     *
     * @param wanted null: a temporary one.
     * @throws CliException where it cannot be made.
     */
    static Workplace at(final Path wanted)
    {
        try
        {
            if (wanted == null)
            {
                return new Workplace(Files.createTempDirectory("interlock-demo"), true);
            }
            EngineDirectory.create(wanted.toAbsolutePath().normalize());
            return new Workplace(wanted, false);
        }
        catch (final IOException e)
        {
            throw new CliException(ExitCode.BAD_INPUT, "cannot make a directory for what is kept for a while: " + e);
        }
        catch (final GateFileException unusable)
        {
            throw new CliException(ExitCode.BAD_INPUT, unusable.getMessage());
        }
    }

    Path path()
    {
        return path;
    }

    /** What the user is told to look at; null where nothing is kept. */
    String kept()
    {
        return temporary ? null : path.toString();
    }

    @Override
    public synchronized void close()
    {
        if (temporary && Files.exists(path))
        {
            delete(path);
        }
    }

    /** Deletes a directory with all that is in it. */
    static void delete(final Path folder)
    {
        try (Stream<Path> all = Files.walk(folder))
        {
            final List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (final Path one : deepestFirst)
            {
                Files.deleteIfExists(one);
            }
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
