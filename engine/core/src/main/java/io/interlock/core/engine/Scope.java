package io.interlock.core.engine;

import io.interlock.core.gate.Gate;
import io.interlock.core.gate.GateWord;
import io.interlock.core.gate.GateWords;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.model.Level;
import io.interlock.core.report.Reporter;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * One part of the tree that is guarded for itself (SEMANTICS 2).
 *
 * <p>Threading: any thread.
 */
public final class Scope
{
    private final GateWords words;
    private final Entry entry;
    private final Gate gate;
    private final Reporter shared;
    private final Function<Boolean, Reporter> reporters;
    private final CountDownLatch live = new CountDownLatch(1);

    /** Where a scope stands in the tree: dense id, the parent's id (-1 for the root), and the path. */
    record Entry(int id, int parentId, String path)
    {
    }

    Scope(final GateWords words, final Entry entry, final Gate gate, final Function<Boolean, Reporter> reporters)
    {
        this.words = words;
        this.entry = entry;
        this.gate = gate;
        this.shared = reporters.apply(Boolean.TRUE);
        this.reporters = reporters;
    }

    /**
     * Looks whether a scope could have a path, before anything is made.
     *
     * @param path {@code ""} is the root.
     * @throws IllegalArgumentException naming what is wrong with it.
     */
    public static void requireValid(final String path)
    {
        ScopeRegistry.validate(path);
    }

    /**
     * Where it is in the tree.
     *
     * @return {@code ""} for the root.
     */
    public String path()
    {
        return entry.path();
    }

    /**
     * Asked before each order.
     *
     * @return always the same; for any thread.
     */
    public Gate gate()
    {
        return gate;
    }

    /**
     * The reporter that any thread may use.
     *
     * @return always the same.
     */
    public Reporter reporter()
    {
        return shared;
    }

    /**
     * A new reporter, owned by one thread; its reports keep their order even when the ring is full. Make one a thread, not one a report:
     * its memory is off-heap, and goes to the next reporter of this scope only once the collector has found that nobody can reach this one.
     *
     * @return new each time.
     */
    public Reporter exclusiveReporter()
    {
        return reporters.apply(Boolean.FALSE);
    }

    /**
     * The level that its gate answers with.
     *
     * @return the most severe of its own and its ancestors'; SHUTDOWN where a kill is not yet judged.
     */
    public Level level()
    {
        return gate.level();
    }

    /**
     * Its own level alone.
     *
     * @return what its gate word holds: where a step down is not yet durable, the level before it.
     */
    public Level ownLevel()
    {
        return GateWord.own(words.gate(entry.id()));
    }

    /**
     * What guards it apart from its level.
     *
     * @return names of its guard bits and the root's that are set, separated by spaces; empty where none is.
     */
    public String guard()
    {
        return GuardWord.describe(words.guard(entry.id()));
    }

    int id()
    {
        return entry.id();
    }

    int parentId()
    {
        return entry.parentId();
    }

    CountDownLatch live()
    {
        return live;
    }
}
