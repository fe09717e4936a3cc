package io.interlock.cli.live;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.core.mapped.GateFileException;
import io.interlock.core.mapped.GateFileReader;
import io.interlock.core.mapped.MappedHeader;
import io.interlock.core.mapped.MappedScope;
import io.interlock.core.model.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a gate file said at one moment. Immutable.
 *
 * @param header of the engine.
 * @param scopes the root first.
 * @param nowMs  wall time of the look.
 * @param life   whether the engine can be believed and commanded.
 * @param channels how its notification channels are.
 */
record Look(MappedHeader header, List<MappedScope> scopes, long nowMs, Life life, NotifyLook channels)
{
    /** A live engine gives a sign each millisecond; the command slot draws its line here too. */
    static final long STALE_MS = 2_000;

    /** Whether an engine can be believed and commanded. */
    enum Life
    {
        /** Gives signs of life. */
        ALIVE,
        /** Its process runs, but gives no sign. */
        STALE,
        /** It was closed in good order. */
        CLOSED,
        /** Its process is gone. */
        DEAD
    }

    /**
     * Looks.
     *
     * @param directory of the engine.
     * @throws CliException with {@link ExitCode#UNREACHABLE} where there never was an engine, {@link ExitCode#NOT_AUTHORISED} where the
     *                      file may not be read, {@link ExitCode#BAD_INPUT} where it cannot be trusted.
     */
    static Look at(final Path directory)
    {
        try (GateFileReader reader = GateFileReader.open(directory))
        {
            final MappedHeader header = reader.header();
            final long nowMs = System.currentTimeMillis();
            // In the order in which a console tells them.
            final List<MappedScope> scopes = new ArrayList<>(reader.scopes());
            scopes.sort(Comparator.comparing(MappedScope::path));
            return new Look(header, List.copyOf(scopes), nowMs, life(header, header.isAlive(), nowMs), NotifyLook.at(directory));
        }
        catch (final GateFileException e)
        {
            throw failure(e);
        }
    }

    static CliException failure(final GateFileException e)
    {
        if (e.getCause() instanceof NoSuchFileException)
        {
            return new CliException(ExitCode.UNREACHABLE, e.getMessage());
        }
        final boolean denied = e.getCause() instanceof AccessDeniedException;
        return new CliException(denied ? ExitCode.NOT_AUTHORISED : ExitCode.BAD_INPUT, e.getMessage());
    }

    static Life life(final MappedHeader header, final boolean processRuns, final long nowMs)
    {
        if (List.of(header.guard().split(" ")).contains(Life.CLOSED.name()))
        {
            return Life.CLOSED;
        }
        if (!processRuns)
        {
            return Life.DEAD;
        }
        return header.heartbeatAgeMs(nowMs) > STALE_MS ? Life.STALE : Life.ALIVE;
    }

    /** The most severe level of all scopes. */
    Level state()
    {
        return scopes.stream().map(MappedScope::effective).reduce(Level.CLOSED, Level::max);
    }

    /** What the shell is told of this look. */
    int exitCode(final boolean byLevel)
    {
        if (life != Life.ALIVE)
        {
            return ExitCode.UNREACHABLE;
        }
        return byLevel ? ExitCode.LEVEL_BASE + state().ordinal() : ExitCode.OK;
    }
}
