package io.interlock.config;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A configuration as it was written, before it is resolved: a preset, the top level over it, and the sections of scopes over that.
 * Threading: one thread.
 */
final class ConfigDraft
{
    private final Layer top = new Layer(null);
    private final Map<String, Layer> scopes = new TreeMap<>();
    private final NotificationsDraft notifications = new NotificationsDraft();
    private Layer preset;

    /** The channels and the escalation. */
    NotificationsDraft notifications()
    {
        return notifications;
    }

    Layer top()
    {
        return top;
    }

    /** The section of a scope; it comes into being when first asked for. */
    Layer scope(final String path)
    {
        return scopes.computeIfAbsent(path, Layer::new);
    }

    /** Lays a preset under what is set, and has the key {@code preset} say so where nothing else did. */
    void basis(final String name)
    {
        preset = Presets.layer(name);
    }

    /** Every scope that has a section, and the root. The root comes first, a scope after its ancestors. */
    SortedSet<String> sections()
    {
        final SortedSet<String> paths = new TreeSet<>(scopes.keySet());
        paths.add("");
        return paths;
    }

    /** The setting that holds for a key of the whole engine. */
    <T> Setting<T> effective(final ConfigKey<T> key)
    {
        final Setting<T> own = top.get(key);
        return own != null ? own : preset.get(key);
    }

    /** What holds in a scope (SEMANTICS 2): its own setting, the nearest ancestor's that sets the key, the top level's, the preset's. */
    <T> Setting<T> effective(final String path, final ConfigKey<T> key)
    {
        if (!key.scoped())
        {
            return effective(key);
        }
        if (key.name().equals(ConfigSchema.TAGS.name()))
        {
            return ownTags(path, key);
        }
        String at = path;
        while (true)
        {
            final Setting<T> here = in(at, key);
            if (here != null)
            {
                return here;
            }
            if (at.isEmpty())
            {
                return effective(key);
            }
            at = parent(at);
        }
    }

    // Tags are the scope's own, and those of the top level are the root's: the gate joins them along the path.
    private <T> Setting<T> ownTags(final String path, final ConfigKey<T> key)
    {
        final Setting<T> here = in(path, key);
        if (here != null)
        {
            return here;
        }
        return path.isEmpty() ? effective(key) : preset.get(key);
    }

    private <T> Setting<T> in(final String path, final ConfigKey<T> key)
    {
        final Layer layer = scopes.get(path);
        return layer == null ? null : layer.get(key);
    }

    private static String parent(final String path)
    {
        final int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
