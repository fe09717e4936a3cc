package io.interlock.core.engine;

import io.interlock.core.machine.RestoredScope;
import io.interlock.core.mapped.EngineDirectory;
import io.interlock.core.mapped.GateFile;
import io.interlock.core.mapped.GateFileReader;
import io.interlock.core.mapped.MappedScope;
import io.interlock.core.port.Recovered;
import io.interlock.core.port.ScopeVital;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;

/** Between the engine and its directory: what a former life left, and the marks of kills. Threading: the launching thread. */
final class EngineFiles
{
    private EngineFiles()
    {
    }

    /** What a launch throws; others may hold the directory then. */
    static EngineException released(final EngineDirectory held, final EngineException why)
    {
        if (held != null)
        {
            held.close();
        }
        return why;
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

    /** What {@code gate.dat} and another source know together; the most severe of each part counts. */
    static Recovered joined(final List<MappedScope> found, final Recovered known)
    {
        final List<ScopeVital> all = new ArrayList<>();
        for (final MappedScope left : found)
        {
            final RestoredScope vital = left.vital();
            all.add(new ScopeVital(0, 0, left.path(),
                new RestoredScope(left.own(), vital.override(), vital.exchange(), vital.network(), vital.standing()),
                left.killed() || left.why() == null ? null : new ScopeVital.Since(left.why(), left.sinceMs())));
        }
        all.addAll(known.scopes());
        return new Recovered(all, known.damaged(), known.tooManyStarts(), known.findings());
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
