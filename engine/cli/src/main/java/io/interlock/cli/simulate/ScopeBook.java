package io.interlock.cli.simulate;

import io.interlock.cli.Shown;
import io.interlock.cli.stream.MalformedLineException;
import io.interlock.cli.stream.RowReader;
import io.interlock.cli.stream.WordTable;
import io.interlock.config.BreakerConfig;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.ScopeDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The scopes of a simulation: added to the machine as their paths appear, parents first.
 *
 * <p>Threading: one thread.
 */
final class ScopeBook
{
    /** The longest path, in bytes of UTF-8; the live engine's own limit. */
    static final int MAX_PATH_BYTES = 120;

    private final BreakerConfig config;
    private final BreakerStateMachine machine;
    private final WordTable ids = new WordTable();
    private final List<String> paths = new ArrayList<>();

    ScopeBook(final BreakerConfig config, final BreakerStateMachine machine)
    {
        this.config = config;
        this.machine = machine;
        ids.put("", 0);
        paths.add("");
    }

    /**
     * The id of the scope that a row names.
     *
     * @throws MalformedLineException for a path that is none, or one scope more than the configuration allows.
     */
    int id(final RowReader record)
    {
        final int known = record.scope(ids);
        if (known != WordTable.ABSENT)
        {
            return known;
        }
        if (record.scopeLength() > MAX_PATH_BYTES)
        {
            throw new MalformedLineException(record.line(), "a scope path longer than " + MAX_PATH_BYTES + " bytes");
        }
        final String path = record.scope();
        if (Arrays.asList(path.split("/", -1)).contains(""))
        {
            throw new MalformedLineException(record.line(), "a scope path with an empty part: " + Shown.quoted(path));
        }
        if (path.chars().anyMatch(Character::isISOControl))
        {
            throw new MalformedLineException(record.line(), "a scope path with a control character: " + Shown.quoted(path));
        }
        return add(path, record.line());
    }

    private int add(final String path, final long line)
    {
        final byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        final int known = ids.get(bytes, 0, bytes.length);
        if (known != WordTable.ABSENT)
        {
            return known;
        }
        final int slash = path.lastIndexOf('/');
        final int parent = slash < 0 ? 0 : add(path.substring(0, slash), line);
        final int id = paths.size();
        final int allowed = config.engine().maxScopes();
        if (id >= allowed)
        {
            throw new MalformedLineException(
                line, "scope " + Shown.quoted(path) + " is one more than engine.max-scopes allows (" + allowed + ", the root among them)");
        }
        machine.addScope(new ScopeDefinition(id, parent, path, config.scope(path)));
        ids.put(path, id);
        paths.add(path);
        return id;
    }

    String path(final int id)
    {
        return paths.get(id);
    }

    /** All ids in the order of their paths, by code point. */
    List<Integer> sorted()
    {
        final List<Integer> sorted = new ArrayList<>();
        for (int id = 0; id < paths.size(); id++)
        {
            sorted.add(id);
        }
        sorted.sort(Comparator.comparing(id -> paths.get(id).getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
        return sorted;
    }
}
