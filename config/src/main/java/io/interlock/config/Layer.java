package io.interlock.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** What one place (a preset, the top level of a file, a scope's section) sets. Threading: one thread while it is filled. */
final class Layer
{
    private final String section;
    private final Map<ConfigKey<?>, Setting<?>> settings = new LinkedHashMap<>();

    /** For the section of a scope, or null for the top level. */
    Layer(final String section)
    {
        this.section = section;
    }

    String section()
    {
        return section;
    }

    boolean ofScope()
    {
        return section != null;
    }

    <T> void put(final Setting<T> setting)
    {
        settings.put(setting.key(), setting);
    }

    /** What is set here, or null. */
    @SuppressWarnings("unchecked") // put() stores under a key of type T only a setting of type T.
    <T> Setting<T> get(final ConfigKey<T> key)
    {
        return (Setting<T>)settings.get(key);
    }
}
