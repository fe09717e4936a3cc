package io.interlock.core.mapped;

import io.interlock.core.gate.GateLaw;
import io.interlock.core.gate.GateWord;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Verdict;
import io.interlock.core.port.EngineClock;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One look at the gate file of an engine in another process, judged as its own gates judge, and never more loosely: what is not known
 * counts as what refuses. A file that cannot be trusted is an exception and no look. Immutable.
 *
 * <p>A gate word has no checksum, so its level and override count together with those of the vital words, which have one: a damaged gate
 * word cannot make a scope looser than itself and its ancestors are.
 *
 * @param header of the engine.
 * @param byPath the root first, parents before children.
 * @param atMs   wall time of the look, milliseconds since 1970.
 * @param life   whether the engine can be believed.
 * @param ageNs  since the breaker thread's last sign of life; {@link Long#MAX_VALUE} where no clock of this process can tell.
 */
public record MappedLook(MappedHeader header, Map<String, MappedScope> byPath, long atMs, Life life, long ageNs)
{
    private static final long MS = 1_000_000L;
    private static final long RESERVED = ~0L << 54;

    /** Whether an engine can be believed. */
    public enum Life
    {
        /** Gives signs of life. */
        ALIVE,
        /** Its process runs, but gives no sign; or nobody can tell. */
        STALE,
        /** It was closed in good order. */
        CLOSED,
        /** Its process is gone. */
        DEAD
    }

    /**
     * What a gate answers.
     *
     * @param verdict as the law has it; OPEN is refused while the engine cannot be believed.
     * @param guard   bits that were taken as set, see {@link GuardWord}.
     */
    public record Answer(Verdict verdict, long guard)
    {
    }

    /** Takes no changes. */
    public MappedLook
    {
        byPath = Collections.unmodifiableMap(byPath);
    }

    /**
     * Looks. The file is opened anew, so a restarted engine is seen by the next look, and nothing is mapped.
     *
     * @param directory    of the engine.
     * @param staleLimitNs age of the last sign of life from which on the engine is stale ({@code engine.stale-limit}).
     * @param clock        of this process.
     * @return never null.
     * @throws GateFileException naming what is wrong: not there, cut, damaged, of another version.
     */
    public static MappedLook at(final Path directory, final long staleLimitNs, final EngineClock clock)
    {
        try (GateFileReader reader = GateFileReader.open(directory))
        {
            // First, as a gate reads guard before gate: what guards all, and when the breaker thread last wrote.
            final MappedHeader header = reader.header();
            final Map<String, MappedScope> scopes = new LinkedHashMap<>();
            for (final MappedScope scope : reader.scopes())
            {
                scopes.put(scope.path(), scope);
                if ((scope.words().gate() & RESERVED) != 0)
                {
                    throw new GateFileException("gate file " + directory.resolve(GateFile.NAME) + " is damaged: the gate word of scope \""
                        + scope.path() + "\" has bits that none has. The engine writes it anew within a tenth of a second while it runs");
                }
            }
            final long atMs = clock.wallMs();
            final long ageNs = age(header, clock.nanoTime(), atMs, staleLimitNs);
            return new MappedLook(header, scopes, atMs, life(header, ageNs, staleLimitNs), ageNs);
        }
    }

    /**
     * By both clocks, the older counts: a wall clock that is set back would make a dead engine look young, and the monotonic one begins
     * anew when the machine does. A sign that is far in the future is of another clock.
     */
    private static long age(final MappedHeader header, final long nowNs, final long nowMs, final long limitNs)
    {
        final long byMonotonic = nowNs - header.heartbeatNs();
        final long wallMs = nowMs - header.heartbeatMs();
        final boolean strange = header.heartbeatNs() == 0 || byMonotonic < -limitNs || wallMs < -limitNs / MS - 1
            || wallMs > Long.MAX_VALUE / MS || header.heartbeatMs() < 0;
        return strange ? Long.MAX_VALUE : Math.max(0, Math.max(byMonotonic, wallMs * MS));
    }

    private static Life life(final MappedHeader header, final long ageNs, final long limitNs)
    {
        if ((header.guardWord() & GuardWord.CLOSED) != 0)
        {
            return Life.CLOSED;
        }
        if (header.pid() <= 0 || !header.isAlive())
        {
            return Life.DEAD;
        }
        // The wall clock counts whole milliseconds.
        return ageNs > limitNs + MS ? Life.STALE : Life.ALIVE;
    }

    /**
     * Whether gates refuse OPEN because the engine cannot be believed.
     *
     * @return true where it is closed, dead, stale, recovering or at fault.
     */
    public boolean stale()
    {
        return life != Life.ALIVE || (header.guardWord() & GuardWord.ANY_STALE) != 0;
    }

    /**
     * All scopes.
     *
     * @return the root first, parents before children.
     */
    public Collection<MappedScope> scopes()
    {
        return byPath.values();
    }

    /**
     * The scope with a path.
     *
     * @param path {@code ""} is the root.
     * @return null where there is none.
     */
    public MappedScope scope(final String path)
    {
        return byPath.get(path);
    }

    /**
     * What guards a scope.
     *
     * @param scope of this look.
     * @return the root's guard word joined with its own; a kill that was not yet judged, on it or above; STALE where nothing is heard of
     *         the engine; RECOVERING where its gate word is not written yet.
     */
    public long guard(final MappedScope scope)
    {
        long guard = header.guardWord() | scope.words().guard() | (life == Life.ALIVE ? 0 : GuardWord.STALE)
            | (scope.words().gate() == 0 ? GuardWord.RECOVERING : 0);
        for (MappedScope at = scope; at != null; at = above(at))
        {
            guard |= at.killed() ? GuardWord.KILLED : 0;
        }
        return guard;
    }

    private MappedScope above(final MappedScope scope)
    {
        if (scope.path().isEmpty())
        {
            return null;
        }
        MappedScope found = null;
        String path = scope.path();
        while (found == null)
        {
            path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
            found = scope(path);
        }
        return found;
    }

    /**
     * The word that a scope's gate is judged by.
     *
     * @param scope of this look.
     * @return its gate word, with the most severe level and any override that it or an ancestor has.
     */
    public long word(final MappedScope scope)
    {
        final long word = scope.words().gate();
        Level effective = GateWord.effective(word);
        boolean override = GateWord.override(word);
        for (MappedScope at = scope; at != null; at = above(at))
        {
            effective = Level.max(effective, at.own());
            override |= at.vital().override();
        }
        return GateWord.policy(GateWord.sizeFactor(word), GateWord.confidenceLimit(word), GateWord.aggressive(word))
            | GateWord.levels(Level.max(scope.own(), GateWord.own(word)), effective, GateWord.cause(word))
            | GateWord.overrides(scope.vital().override() || GateWord.ownOverride(word), override);
    }

    /**
     * Asks a scope's gate (SEMANTICS 1).
     *
     * @param scope      of this look.
     * @param intent     what the order would do; null is refused like an OPEN.
     * @param confidence null where none is stated.
     * @return never null.
     */
    public Answer check(final MappedScope scope, final Intent intent, final Double confidence)
    {
        final long guard = guard(scope);
        final long word = word(scope);
        final Reason reason = confidence == null ? GateLaw.judge(word, guard, intent) : GateLaw.judge(word, guard, intent, confidence);
        return new Answer(new Verdict(reason, reason == Reason.ALLOWED_REDUCED ? GateWord.sizeFactor(word) : 1.0), guard);
    }
}
