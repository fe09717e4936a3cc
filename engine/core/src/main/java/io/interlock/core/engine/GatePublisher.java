package io.interlock.core.engine;

import io.interlock.config.ScopeConfig;
import io.interlock.core.gate.GateWord;
import io.interlock.core.gate.GateWords;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.machine.ScopeDefinition;
import io.interlock.core.machine.ScopeView;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The one writer of gate words. A word shows the most severe of the machine's level and the level before each step down that is not yet
 * durable; an override that was taken off shows until that is durable (DESIGN, loosening). Changes are fanned out to all scopes below.
 *
 * <p>Threading: breaker thread only.
 */
final class GatePublisher
{
    private final GateWords words;
    private final IntFunction<ScopeView> machine;
    private final Mirror mirror;
    private final List<Node> nodes = new ArrayList<>();
    private final Deque<Loosening> pending = new ArrayDeque<>();

    /** Told of each word: before it is published where it tightens, after it where it loosens. */
    interface Mirror
    {
        void word(int scopeId, long word);
    }

    /** What a scope's word is made of. */
    private static final class Node
    {
        private final int id;
        private final Node parent;
        private final List<Node> children = new ArrayList<>();
        private long policy;
        private Level own = Level.CLOSED;
        private Level effective = Level.CLOSED;
        private boolean ownOverride;
        private boolean override;

        Node(final int id, final Node parent, final long policy)
        {
            this.id = id;
            this.parent = parent;
            this.policy = policy;
        }
    }

    /** A decision that takes effect only when it is durable; {@code from} null: an override that was taken off. */
    private record Loosening(long sequence, int scopeId, Level from)
    {
    }

    GatePublisher(final GateWords words, final IntFunction<ScopeView> machine, final Mirror mirror)
    {
        this.words = words;
        this.machine = machine;
        this.mirror = mirror;
    }

    /** A scope that the machine knows now: publishes its word and takes its guard off. */
    void add(final ScopeDefinition definition)
    {
        final Node parent = definition.parentId() < 0 ? null : nodes.get(definition.parentId());
        final Node node = new Node(definition.id(), parent, policy(definition.config(), parent));
        nodes.add(node);
        if (parent != null)
        {
            parent.children.add(node);
        }
        refresh(node);
        if (node.id != 0)
        {
            words.lower(node.id, GuardWord.RECOVERING);
        }
    }

    private static long policy(final ScopeConfig config, final Node parent)
    {
        final boolean aggressive = config.aggressive() || parent != null && GateWord.aggressive(parent.policy);
        return GateWord.policy(config.policy().throttle().sizeFactor(), config.policy().throttle().confidence(), aggressive);
    }

    /** What a scope's orders get is another: it shows with {@link #changed}. In order of id, since a scope has its ancestors' tags. */
    void policy(final int scopeId, final ScopeConfig config)
    {
        final Node node = nodes.get(scopeId);
        node.policy = policy(config, node.parent);
    }

    /** A step down was decided; it shows when {@code sequence} is durable. */
    void loosened(final long sequence, final int scopeId, final Level from)
    {
        pending.add(new Loosening(sequence, scopeId, from));
    }

    /** The machine changed something of a scope. */
    void changed(final int scopeId)
    {
        refresh(nodes.get(scopeId));
    }

    /** All up to a sequence is durable. */
    void durable(final long sequence)
    {
        while (!pending.isEmpty() && pending.peek().sequence() <= sequence)
        {
            refresh(nodes.get(pending.poll().scopeId()));
        }
    }

    /** Whether anything waits for the journal. */
    boolean waiting()
    {
        return !pending.isEmpty();
    }

    private void refresh(final Node node)
    {
        final ScopeView view = machine.apply(node.id);
        Level own = view.level();
        boolean override = view.override();
        // Seldom any, and an iterator is not for nothing on the way to a tighter gate.
        if (!pending.isEmpty())
        {
            for (final Loosening held : pending)
            {
                if (held.scopeId() == node.id)
                {
                    own = held.from() == null ? own : Level.max(own, held.from());
                    override |= held.from() == null;
                }
            }
        }
        node.own = own;
        node.ownOverride = override;
        publish(node);
    }

    private void publish(final Node node)
    {
        node.effective = node.parent == null ? node.own : Level.max(node.own, node.parent.effective);
        node.override = node.ownOverride || node.parent != null && node.parent.override;
        final Cause cause = machine.apply(node.id).lastCause();
        final long next = node.policy | GateWord.levels(node.own, node.effective, cause)
            | GateWord.overrides(node.ownOverride, node.override);
        final long before = words.gate(node.id);
        if (next == before)
        {
            return;
        }
        // A crash between the two leaves the stricter of both behind, whichever way it goes.
        final boolean loosens = GateWord.own(before).isAbove(node.own) || GateWord.ownOverride(before) && !node.ownOverride;
        if (loosens && before != GateWord.UNBORN)
        {
            words.gate(node.id, next);
            mirror.word(node.id, next);
        }
        else
        {
            mirror.word(node.id, next);
            words.gate(node.id, next);
        }
        // No iterator: a heap that is full must not leave the scopes below as they were.
        for (int i = 0; i < node.children.size(); i++)
        {
            publish(node.children.get(i));
        }
    }
}
