package io.interlock.config;

/**
 * Where a value was set.
 *
 * @param kind    what kind of place.
 * @param name    the preset's name or the file's.
 * @param line    from 1 in a file; 0 elsewhere.
 * @param column  from 1 in a file; 0 elsewhere.
 * @param section the path of the scope's section that sets it; null at the top level.
 */
record Origin(Kind kind, String name, int line, int column, String section)
{
    /** Kinds of places, the least specific first. */
    enum Kind
    {
        /** A preset. */
        PRESET,
        /** A file. */
        FILE,
        /** The builder. */
        CODE
    }

    /** How specific: a value of a larger rank stands before one of a smaller rank. */
    int rank()
    {
        if (kind == Kind.PRESET)
        {
            return 0;
        }
        if (section == null)
        {
            return 1;
        }
        return section.isEmpty() ? 2 : 3 + (int)section.chars().filter((c) -> c == '/').count();
    }

    /** The key as it stands in this place: {@code scopes.binance.latency.alert}. */
    String fullKey(final String key)
    {
        return section == null ? key : sectionName() + "." + key;
    }

    private String sectionName()
    {
        return ConfigSchema.SCOPES + "." + (section.isEmpty() ? "\"\"" : section);
    }

    /** For people: {@code preset production}, {@code interlock.yaml:3}, {@code interlock.yaml:9 (scopes.binance)}. */
    String describe()
    {
        final String place = switch (kind)
        {
            case PRESET -> "preset " + name;
            case FILE -> name + ":" + line;
            case CODE -> "code";
        };
        return section == null ? place : place + " (" + sectionName() + ")";
    }

    /** An error about a value of this place; a preset's or the builder's has no line. */
    ConfigError error(final String key, final String value, final String message, final String allowed)
    {
        final String file = kind == Kind.CODE ? "" : name;
        return new ConfigError(file, line, column, fullKey(key), value, message, allowed);
    }
}
