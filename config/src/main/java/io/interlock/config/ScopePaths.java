package io.interlock.config;

import java.nio.charset.StandardCharsets;

/** What a scope path may look like (SEMANTICS 2). */
final class ScopePaths
{
    /** What the engine's fixed-size records have room for, in bytes of UTF-8. */
    static final int LONGEST = 120;
    static final String ALLOWED = "parts separated by /, none of them empty, at most " + LONGEST + " bytes, for example binance/maker-1";

    private ScopePaths()
    {
    }

    /** What is wrong with the path, or null where nothing is. */
    static String fault(final String path)
    {
        if (path.isEmpty())
        {
            return null;
        }
        for (final String part : path.split("/", -1))
        {
            if (part.isBlank())
            {
                return "the scope path '" + ConfigError.shown(path) + "' has an empty part";
            }
        }
        if (path.chars().anyMatch(Character::isISOControl))
        {
            return "the scope path '" + ConfigError.shown(path) + "' has a control character";
        }
        final int bytes = path.getBytes(StandardCharsets.UTF_8).length;
        return bytes > LONGEST ? "the scope path '" + ConfigError.shown(path) + "' is " + bytes + " bytes long" : null;
    }
}
