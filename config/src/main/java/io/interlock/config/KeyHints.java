package io.interlock.config;

import java.util.TreeSet;

/** What to say about a key that is not in the table: the name that replaces it, the one that was meant, or those there are. Stateless. */
final class KeyHints
{
    private KeyHints()
    {
    }

    /** The error of a key that is not in the table. */
    static ConfigError unknown(final String name, final String value, final Origin origin, final boolean ofScope)
    {
        // What is written beside the name of a secret is one, wherever it stands.
        final String written = ChannelSchema.mayBeSecret(name.substring(name.lastIndexOf('.') + 1)) ? "" : value;
        final String shown = ConfigError.shown(name);
        final LegacyNames.Legacy legacy = LegacyNames.find(name.substring(name.lastIndexOf('.') + 1));
        if (legacy != null)
        {
            return origin.error(shown, written, "is a name of other breakers", legacy.replacement(written));
        }
        final String nearest = meant(name, ofScope);
        if (nearest != null)
        {
            return origin.error(shown, written, "is not a key", "did you mean " + nearest + "?");
        }
        final int dot = name.lastIndexOf('.');
        return origin.error(shown, written, "is not a key", keysHere(dot < 0 ? "" : name.substring(0, dot), ofScope));
    }

    /** The error of a key of the whole engine in the section of a scope. */
    static ConfigError misplaced(final String name, final Origin origin)
    {
        return origin.error(name, "", "belongs to the whole engine, not to a scope", "move it to the top level");
    }

    /** Whether a key or a group is in the table, but has no place in the section of a scope. */
    static boolean isMisplaced(final String name, final boolean ofScope)
    {
        final ConfigKey<?> key = ConfigSchema.find(name);
        final boolean table = ConfigSchema.CHANNELS.equals(name) || ConfigSchema.ESCALATION.equals(name);
        return ofScope && (table || key != null && !key.scoped() || ConfigSchema.isGroup(name) && !ConfigSchema.isScopedGroup(name));
    }

    /** The keys of a group, or of the top where there is no such group. */
    static String keysHere(final String group, final boolean ofScope)
    {
        final TreeSet<String> names = new TreeSet<>();
        for (final String candidate : ConfigSchema.candidates(ofScope))
        {
            final boolean inGroup = candidate.startsWith(group + ".");
            if (ConfigSchema.isGroup(group) ? inGroup : candidate.indexOf('.') < 0)
            {
                names.add(inGroup ? candidate.substring(group.length() + 1) : candidate);
            }
        }
        return "keys here are " + String.join(", ", names);
    }

    // A key that lost its group is meant as often as one with a wrong letter.
    private static String meant(final String name, final boolean ofScope)
    {
        final var ofThatLeaf = ConfigSchema.candidates(ofScope).stream().filter((key) -> key.endsWith("." + name)).toList();
        return ofThatLeaf.size() == 1 ? ofThatLeaf.get(0) : DidYouMean.nearest(name, ConfigSchema.candidates(ofScope));
    }
}
