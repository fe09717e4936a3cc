package io.interlock.core.engine;

import io.interlock.core.gate.GateWords;
import io.interlock.core.machine.ScopeDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * The one writer of attention words: tells reporters in which scopes a healthy report matters. A scope's word speaks for its ancestors too,
 * but for the root, whose word every reporter reads beside its own: the root changes most often and has the most below it.
 *
 * <p>Threading: breaker thread only.
 */
final class AttentionBoard
{
    private final GateWords words;
    private final List<Node> nodes = new ArrayList<>();
    private boolean broken;

    /** What a scope's word is made of. */
    private static final class Node
    {
        private final int id;
        private final Node parent;
        private final List<Node> children = new ArrayList<>();
        private boolean own;
        private boolean effective;

        Node(final int id, final Node parent)
        {
            this.id = id;
            this.parent = parent;
        }
    }

    AttentionBoard(final GateWords words)
    {
        this.words = words;
    }

    /** A scope that the machine knows now. */
    void add(final ScopeDefinition definition)
    {
        final Node parent = definition.parentId() <= 0 ? null : nodes.get(definition.parentId());
        final Node node = new Node(definition.id(), parent);
        nodes.add(node);
        if (parent != null)
        {
            parent.children.add(node);
        }
        publish(node);
    }

    /** The machine pays attention to a scope, or no longer. */
    void set(final int scopeId, final boolean on)
    {
        final Node node = nodes.get(scopeId);
        node.own = on;
        publish(node);
    }

    /** A judgement threw: what the machine wants is not known, so every report is an event from now on. */
    void fail()
    {
        broken = true;
        words.attention(0, true);
    }

    private void publish(final Node node)
    {
        node.effective = node.own || node.parent != null && node.parent.effective;
        words.attention(node.id, node.effective || broken && node.id == 0);
        // No iterator: a heap that is full must not leave the scopes below as they were.
        for (int i = 0; i < node.children.size(); i++)
        {
            publish(node.children.get(i));
        }
    }
}
