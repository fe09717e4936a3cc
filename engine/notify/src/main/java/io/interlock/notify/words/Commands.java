package io.interlock.notify.words;

import io.interlock.core.text.CleanText;


/**
 * Commands as a person copies them into a shell. What a stranger named is quoted, so that it stays one argument; a name that cannot be
 * shown as it is becomes a placeholder, since a cleaned name would be another one.
 *
 * <p>Threading: stateless.
 *
 * @param directory the engine's; empty: the placeholder {@code DIR}.
 */
record Commands(String directory)
{
    /** One of {@code interlock}'s commands on this engine, by a person whose name is still to be filled in. */
    String asYou(final String command)
    {
        return "interlock " + command + where() + " --actor YOU";
    }

    /** The same for a scope. */
    String asYou(final String command, final String scope)
    {
        return asYou(command) + (scope.isEmpty() ? "" : option("--scope", scope));
    }

    /** One that only looks. */
    String look(final String command)
    {
        return "interlock " + command + where();
    }

    private String where()
    {
        return " --directory " + (directory.isEmpty() ? "DIR" : quoted(directory, "DIR"));
    }

    private static String option(final String name, final String value)
    {
        // A value that begins with a dash would be taken for an option, one that begins with an at sign for a file of arguments.
        return " " + name + (value.startsWith("-") || value.startsWith("@") ? "=" : " ") + quoted(value, "SCOPE");
    }

    /** One argument of a POSIX shell; the placeholder where the value holds what cannot be shown. */
    static String quoted(final String value, final String placeholder)
    {
        if (!CleanText.isClean(value))
        {
            return placeholder;
        }
        final boolean plain = !value.isEmpty() && value.chars()
            .allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._/:@+-=".indexOf(c) >= 0);
        return plain ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
