package io.interlock.core.engine;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.mapped.EngineDirectory;
import io.interlock.core.mapped.GateFile;
import io.interlock.core.mapped.GateFileException;
import io.interlock.core.mapped.GateFileReader;
import io.interlock.core.mapped.MappedScope;
import io.interlock.core.model.Level;
import io.interlock.core.port.Recovered;
import io.interlock.core.port.RecoverySource;
import io.interlock.core.port.ScopeVital;
import io.interlock.core.text.FaultText;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.CloseHelper;

/** Between the engine and its directory: what a former life left, and the marks of kills. Threading: the launching thread. */
final class EngineFiles
{
    /** Told of one by one; a recovery that finds thousands has told enough. */
    private static final int MOST_STRICTER = 16;

    private EngineFiles()
    {
    }

    /**
     * What a launch throws, also what a host's own port threw; others may hold the directory then: who tries again in this process must not
     * find it in use.
     */
    static RuntimeException released(final EngineDirectory held, final Throwable why)
    {
        CloseHelper.close(held);
        if (why instanceof Error error)
        {
            throw error;
        }
        final boolean refused =
            why instanceof GateFileException || why instanceof ScopeLimitException || why instanceof IllegalArgumentException;
        return refused ? new EngineException(why.getMessage(), why) : (RuntimeException)why;
    }

    static List<MappedScope> leftBehind(final EngineDirectory directory)
    {
        if (directory == null || !Files.exists(directory.path().resolve(GateFile.NAME), LinkOption.NOFOLLOW_LINKS))
        {
            return List.of();
        }
        try (GateFileReader reader = GateFileReader.open(directory.path()))
        {
            return reader.scopes();
        }
    }

    /** What another source knows. Where it cannot say, there is no launch: what it knows could be a HALT. */
    static Recovered recovered(final RecoverySource source)
    {
        final Recovered known;
        try
        {
            known = source.recover();
        }
        catch (final EngineException refused)
        {
            throw refused;
        }
        catch (final Throwable thrown)
        {
            throw new EngineException("what former lives left cannot be learned, so nothing is started: " + FaultText.of(thrown), thrown);
        }
        if (known == null)
        {
            throw new EngineException("the recovery source answered null, so nothing is started: one that knows nothing says NOTHING");
        }
        return known;
    }

    /** What {@code gate.dat} and another source know together; the most severe of each part counts. */
    static Recovered joined(final List<MappedScope> found, final Recovered known)
    {
        final List<ScopeVital> all = new ArrayList<>();
        final List<String> findings = new ArrayList<>(known.findings());
        final Map<String, Level> levels = new HashMap<>();
        known.scopes().forEach(scope -> levels.merge(scope.scope(), scope.vital().level(), Level::max));
        for (final MappedScope left : found)
        {
            final Level otherwise = levels.getOrDefault(left.path(), Level.CLOSED);
            if (left.own().isAbove(otherwise) && findings.size() < known.findings().size() + MOST_STRICTER)
            {
                findings.add(stricter(left, otherwise));
            }
            final RestoredScope vital = left.vital();
            all.add(new ScopeVital(0, 0, left.path(),
                new RestoredScope(left.own(), vital.override(), vital.exchange(), vital.network(), vital.standing()),
                left.killed() || left.why() == null ? null : new ScopeVital.Since(left.why(), left.sinceMs())));
        }
        all.addAll(known.scopes());
        return new Recovered(all, known.damaged(), known.tooManyStarts(), findings);
    }

    /** What the process could not journal any more nobody was told of: a start is the first to say it. */
    private static String stricter(final MappedScope left, final Level otherwise)
    {
        return (left.path().isEmpty() ? "the root" : left.path()) + " is " + left.own() + " again by " + GateFile.NAME + " alone"
            + (left.killed() ? ", after a kill" : "") + ": by all else it was " + otherwise
            + ", so people may not have been told before the process ended";
    }

    static ScopeRegistry.KillMarks marks(final GateFile file)
    {
        return new ScopeRegistry.KillMarks()
        {
            @Override
            public void mark(final int scopeId)
            {
                file.markKilled(scopeId);
            }

            @Override
            public void clear(final int scopeId)
            {
                file.clearKilled(scopeId);
            }
        };
    }
}
