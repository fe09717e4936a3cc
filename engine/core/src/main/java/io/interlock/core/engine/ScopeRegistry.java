package io.interlock.core.engine;

import io.interlock.core.gate.GateWord;
import io.interlock.core.gate.GateWords;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.model.Level;
import io.interlock.core.report.CriticalPending;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All scopes by path and by id. A kill and the creation of a scope take the same lock, so no scope can be born below a killed one
 * without its guard. The lock is never held while anybody waits for the breaker thread.
 *
 * <p>Threading: any thread; the queue of unborn scopes is drained by the breaker thread.
 */
final class ScopeRegistry
{
    static final int MAX_PATH_BYTES = 120;

    private final GateWords words;
    private final CriticalPending criticals;
    private final ScopeFactory factory;
    private final int limit;
    private KillMarks marks;
    private final Map<String, Scope> byPath = new HashMap<>();
    private final List<Scope> byId = new CopyOnWriteArrayList<>();
    private final Queue<Scope> unborn = new ConcurrentLinkedQueue<>();

    /** Keeps kills not yet judged through a crash. Called under the lock. */
    interface KillMarks
    {
        void mark(int scopeId);

        void clear(int scopeId);
    }

    /** Makes a scope's own objects. */
    interface ScopeFactory
    {
        Scope create(Scope.Entry entry);
    }

    ScopeRegistry(final GateWords words, final CriticalPending criticals, final int limit, final ScopeFactory factory)
    {
        this.words = words;
        this.criticals = criticals;
        this.limit = limit;
        this.factory = factory;
        create(new Scope.Entry(0, -1, ""));
    }

    /**
     * The scope of a path, with its parents.
     *
     * @throws IllegalArgumentException for a bad path.
     * @throws ScopeLimitException      when there is no room for all that are missing; then none is created.
     */
    synchronized Scope getOrCreate(final String path)
    {
        final Scope known = byPath.get(path);
        if (known != null)
        {
            return known;
        }
        validate(path);
        final List<String> missing = new ArrayList<>();
        String at = path;
        while (!byPath.containsKey(at))
        {
            missing.add(0, at);
            at = parentOf(at);
        }
        if (byId.size() + missing.size() > limit)
        {
            throw new ScopeLimitException(path, limit);
        }
        Scope scope = byPath.get(at);
        for (final String next : missing)
        {
            scope = create(new Scope.Entry(byId.size(), scope.id(), next));
        }
        return scope;
    }

    private Scope create(final Scope.Entry entry)
    {
        if (entry.parentId() > 0)
        {
            words.raise(entry.id(), words.ownGuard(entry.parentId()) & GuardWord.KILLED);
        }
        final Scope scope = factory.create(entry);
        byPath.put(entry.path(), scope);
        byId.add(scope);
        unborn.add(scope);
        return scope;
    }

    static String parentOf(final String path)
    {
        final int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    static void validate(final String path)
    {
        if (path == null)
        {
            throw new IllegalArgumentException("a scope path is null; the root is \"\"");
        }
        if (path.startsWith("/") || path.endsWith("/") || path.contains("//"))
        {
            throw new IllegalArgumentException("scope path \"" + path + "\" has an empty part; write \"venue/strategy\", the root is \"\"");
        }
        for (int i = 0; i < path.length(); i++)
        {
            if (Character.isISOControl(path.charAt(i)))
            {
                throw new IllegalArgumentException("scope path has a control character at " + i);
            }
        }
        final int bytes = path.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_PATH_BYTES)
        {
            throw new IllegalArgumentException(
                "scope path \"" + path + "\" has " + bytes + " bytes, at most " + MAX_PATH_BYTES + " are allowed");
        }
    }

    /** A scope that exists, or null. */
    synchronized Scope find(final String path)
    {
        return byPath.get(path);
    }

    /** All scopes, by id. */
    List<Scope> all()
    {
        return byId;
    }

    /** The next scope that the machine does not know yet, or null. Breaker thread only. */
    Scope pollUnborn()
    {
        return unborn.poll();
    }

    void marks(final KillMarks value)
    {
        marks = value;
    }

    /** Guards a scope and all below it before the kill is judged. */
    synchronized void kill(final Scope scope)
    {
        criticals.raised();
        words.raise(scope.id(), GuardWord.KILLED);
        for (final Scope other : byId)
        {
            if (isBelow(other, scope))
            {
                words.raise(other.id(), GuardWord.KILLED);
            }
        }
        // Last: a store to a mapped page can wait for the disk, and what is below is guarded by then.
        if (marks != null)
        {
            marks.mark(scope.id());
        }
    }

    /**
     * Keeps a critical error that nobody has judged yet through a crash, as {@link #kill} keeps a kill. The thread that reports one touches
     * anonymous memory only, since a store to a mapped page can wait for the disk; so until the watchdog's next tick it is there alone,
     * unless the breaker thread has judged it, as it does within microseconds. Watchdog thread.
     */
    void markPending()
    {
        if (marks != null && !criticals.settled())
        {
            synchronized (this)
            {
                // Again under the lock that settleKills() takes after the judgement, so that no mark outlives what it stands for.
                if (!criticals.settled() && (words.ownGuard(0) & GuardWord.KILLED) != 0)
                {
                    marks.mark(0);
                }
            }
        }
    }

    /** Whether a guard shuts a scope down whose published gate word does not. Any thread; takes no lock, which may wait for a disk. */
    boolean isShutDownUnjudged()
    {
        for (int i = 0; i < byId.size(); i++)
        {
            final Scope scope = byId.get(i);
            if (scope.level() == Level.SHUTDOWN && GateWord.effective(words.gate(scope.id())) != Level.SHUTDOWN)
            {
                return true;
            }
        }
        return false;
    }

    private static boolean isBelow(final Scope other, final Scope scope)
    {
        return !scope.path().isEmpty() && other.path().startsWith(scope.path() + "/");
    }

    /** Takes KILLED off where the published gate word carries SHUTDOWN by itself, once no kill is on its way. Breaker thread only. */
    synchronized void settleKills()
    {
        if (!criticals.settled())
        {
            return;
        }
        for (int id = 0; id < byId.size(); id++)
        {
            final Scope scope = byId.get(id);
            if (GateWord.effective(words.gate(scope.id())) == Level.SHUTDOWN)
            {
                words.lower(scope.id(), GuardWord.KILLED);
                if (marks != null)
                {
                    marks.clear(scope.id());
                }
            }
        }
    }
}
