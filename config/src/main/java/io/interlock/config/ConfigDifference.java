package io.interlock.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What differs between two configurations, and which way. Resolved values are compared, so that presets, layers and what a scope has from
 * an ancestor count as they act. Compared is each scope that has a section in either: a scope without one, present or to come, has in both
 * what the nearest of them above it has. A change that holds below because it holds above is told once.
 *
 * <p>Threading: immutable.
 */
public final class ConfigDifference
{
    /** In place of a value that is not for showing. */
    public static final String HIDDEN = "changed";

    private final List<ConfigChange> changes;

    private ConfigDifference(final List<ConfigChange> changes)
    {
        this.changes = List.copyOf(changes);
    }

    /**
     * Compares.
     *
     * @param before the configuration in force.
     * @param after  the one to come.
     * @return never null.
     * @throws ConfigException where code made one of them that no file could say.
     */
    public static ConfigDifference of(final BreakerConfig before, final BreakerConfig after)
    {
        final ErrorList errors = new ErrorList();
        final ConfigDraft was = new Disassembler(before, errors).disassemble();
        final ConfigDraft is = new Disassembler(after, errors).disassemble();
        errors.conclude();
        final List<ConfigChange> changes = new ArrayList<>();
        for (final ConfigKey<?> key : ConfigSchema.keys())
        {
            if (!key.scoped())
            {
                engine(key, was, is, changes);
            }
        }
        hidden(ConfigSchema.CHANNELS, before.notifications().channels(), after.notifications().channels(), changes);
        hidden(ConfigSchema.ESCALATION, before.notifications().escalation(), after.notifications().escalation(), changes);
        final Set<String> paths = new TreeSet<>(before.sections().keySet());
        paths.addAll(after.sections().keySet());
        for (final ConfigKey<?> key : ConfigSchema.scopedKeys())
        {
            scoped(key, paths, was, is, changes);
        }
        return new ConfigDifference(changes);
    }

    private static <T> void engine(
        final ConfigKey<T> key, final ConfigDraft was, final ConfigDraft is, final List<ConfigChange> changes)
    {
        final T before = was.effective(key).value();
        final T after = is.effective(key).value();
        if (!Objects.equals(before, after))
        {
            // An address may carry a password.
            final boolean shown = !key.name().startsWith(ConfigSchema.NOTIFICATIONS + ".");
            changes.add(change(key.name(), "", shown ? key.type().write(before) : HIDDEN, shown ? key.type().write(after) : HIDDEN,
                ReloadTable.direction(key.name(), before, after)));
        }
    }

    private static void hidden(final String key, final Object before, final Object after, final List<ConfigChange> changes)
    {
        if (!before.equals(after))
        {
            changes.add(change(key, "", HIDDEN, HIDDEN, Direction.UNCLEAR));
        }
    }

    private static ConfigChange change(
        final String key, final String scope, final String before, final String after, final Direction direction)
    {
        return new ConfigChange(key, scope, before, after, direction, ReloadTable.row(key).reason());
    }

    private static <T> void scoped(
        final ConfigKey<T> key, final Set<String> paths, final ConfigDraft was, final ConfigDraft is, final List<ConfigChange> changes)
    {
        final Map<String, List<Object>> told = new TreeMap<>();
        for (final String path : paths)
        {
            final Object before = value(was, path, key);
            final Object after = value(is, path, key);
            final List<Object> here = List.of(before, after);
            final boolean news = !here.equals(above(told, path));
            told.put(path, here);
            if (news && !before.equals(after))
            {
                changes.add(change(key.name(), path, shown(key, before), shown(key, after),
                    ReloadTable.direction(key.name(), before, after)));
            }
        }
    }

    /** What was found for the nearest scope above; null for the root. */
    private static List<Object> above(final Map<String, List<Object>> told, final String path)
    {
        String at = path;
        while (!at.isEmpty())
        {
            at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
            if (told.containsKey(at))
            {
                return told.get(at);
            }
        }
        return null;
    }

    /** Tags act along the path: the gate joins them. */
    private static Object value(final ConfigDraft draft, final String path, final ConfigKey<?> key)
    {
        if (!key.name().equals(ConfigSchema.TAGS.name()))
        {
            return draft.effective(path, key).value();
        }
        final Set<String> joined = new HashSet<>(draft.effective("", ConfigSchema.TAGS).value());
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1))
        {
            joined.addAll(draft.effective(path.substring(0, end), ConfigSchema.TAGS).value());
        }
        joined.addAll(draft.effective(path, ConfigSchema.TAGS).value());
        return joined;
    }

    @SuppressWarnings("unchecked") // A value of this key is of its type.
    private static <T> String shown(final ConfigKey<T> key, final Object value)
    {
        return key.type().write((T)value);
    }

    /**
     * All of it.
     *
     * @return keys of the whole engine first, then those of scopes, in the order of the reference; empty where nothing differs.
     */
    public List<ConfigChange> changes()
    {
        return changes;
    }

    /**
     * What a running engine cannot take.
     *
     * @return empty where it can take all.
     */
    public List<ConfigChange> refused()
    {
        return changes.stream().filter((change) -> !change.live()).toList();
    }

    /**
     * What counts as looser.
     *
     * @return empty where all of it is tighter.
     */
    public List<ConfigChange> loosening()
    {
        return changes.stream().filter((change) -> change.direction().loosens()).toList();
    }

    /**
     * Whether nothing differs.
     *
     * @return then a reload changes nothing.
     */
    public boolean isEmpty()
    {
        return changes.isEmpty();
    }

    /**
     * For people, in one line.
     *
     * @param limit at most so many characters; what does not fit is counted.
     * @return never empty.
     */
    public String words(final int limit)
    {
        if (changes.isEmpty())
        {
            return "nothing differs";
        }
        final String all = changes.stream().map(ConfigChange::words).collect(Collectors.joining("; "));
        if (all.length() <= limit)
        {
            return all;
        }
        final StringBuilder some = new StringBuilder();
        int told = 0;
        for (final ConfigChange change : changes)
        {
            final String next = change.words();
            if (some.length() + next.length() + 32 > limit)
            {
                break;
            }
            some.append(next).append("; ");
            told++;
        }
        return some.append("and ").append(changes.size() - told).append(" more").toString();
    }
}
