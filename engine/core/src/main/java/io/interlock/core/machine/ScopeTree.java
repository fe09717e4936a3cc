package io.interlock.core.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All scopes, by id and in order of path. What falls due in several scopes at one instant is done in order of path, so that the outcome
 * does not depend on the order in which a host happened to create them.
 *
 * <p>Threading: breaker thread only.
 */
final class ScopeTree
{
    /** More than any configuration allows, and deeper than the longest path. */
    private static final int MOST = 65_536;
    private static final int DEEPEST = 128;

    private ScopeState[] byId = new ScopeState[16];
    private int size;
    private final List<ScopeState> byPath = new ArrayList<>();
    private int[] rank = new int[16];

    void add(final ScopeDefinition definition)
    {
        if (definition.id() != size)
        {
            throw new IllegalArgumentException("scope ids are dense: expected " + size + " but got " + definition.id());
        }
        final ScopeState parent = definition.parentId() < 0 ? null : byId[definition.parentId()];
        if (size == MOST || parent != null && parent.lineage.length >= DEEPEST)
        {
            throw new IllegalArgumentException(
                "scope " + size + ": no engine has more than " + MOST + ", nor a path of more than " + DEEPEST + " parts");
        }
        final ScopeState state = new ScopeState(definition, parent);
        if (size == byId.length)
        {
            byId = Arrays.copyOf(byId, size * 2);
        }
        byId[size++] = state;
        int at = byPath.size();
        while (at > 0 && byPath.get(at - 1).definition().path().compareTo(definition.path()) > 0)
        {
            at--;
        }
        byPath.add(at, state);
        if (size > rank.length)
        {
            rank = new int[rank.length * 2];
            at = 0;
        }
        for (int i = at; i < byPath.size(); i++)
        {
            rank[byPath.get(i).definition().id()] = i;
        }
    }

    ScopeState byId(final int id)
    {
        return byId[id];
    }

    ScopeState byRank(final int atRank)
    {
        return byPath.get(atRank);
    }

    /** Where a scope stands in the order of paths. */
    int rank(final int id)
    {
        return rank[id];
    }

    int size()
    {
        return size;
    }
}
