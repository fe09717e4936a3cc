package io.interlock.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Judges one channel after another by the table of {@link ChannelSchema}. Threading: one thread. */
final class ChannelJudge
{
    // What is no word is not shown: it may be a value whose key got lost.
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");

    private final EntryReader entries;
    private final ErrorList errors;

    ChannelJudge(final EntryReader entries, final ErrorList errors)
    {
        this.entries = entries;
        this.errors = errors;
    }

    /** A channel while it is judged. */
    private static final class Parts
    {
        private final String path;
        private final ChannelType type;
        private final Map<String, List<String>> settings = new LinkedHashMap<>();
        private final Map<String, Secret> secrets = new LinkedHashMap<>();
        /** What secrets are that a type has rules for, where they are looked for. For no message. */
        private final Map<String, String> hidden = new HashMap<>();
        /** By the key of the table, also where the value is broken. */
        private final Map<String, Origin> origins = new LinkedHashMap<>();
        private final Map<String, Origin> keyOrigins = new HashMap<>();

        Parts(final String path, final ChannelType type)
        {
            this.path = path;
            this.type = type;
        }
    }

    /** The channel; it has no configuration where it has errors. */
    NotificationsDraft.Channel judge(final Written written)
    {
        final int before = errors.count();
        final String path = ConfigSchema.CHANNELS + "." + ConfigError.shown(written.name());
        final ChannelType type = type(written, path);
        if (type == null)
        {
            return new NotificationsDraft.Channel(null, written.origin(), Map.of());
        }
        final Parts parts = new Parts(path, type);
        written.entries().stream().filter((entry) -> !entry.key().equals(ChannelSchema.TYPE)).forEach((entry) -> read(parts, entry));
        missing(parts, written.origin());
        standards(parts);
        new ChannelRules(path, type, written.origin(), errors).check(parts.settings, parts.hidden, parts.origins);
        final ChannelConfig config = errors.count() == before ? assemble(written, parts) : null;
        return new NotificationsDraft.Channel(config, written.origin(), parts.origins);
    }

    private ChannelType type(final Written written, final String path)
    {
        final String types = "allowed is one of " + String.join(", ", ChannelSchema.types());
        for (final Written.Entry entry : written.entries())
        {
            if (entry.key().equals(ChannelSchema.TYPE))
            {
                final List<String> word = entries.texts(ChannelSchema.TYPE_KEY, entry, path + "." + ChannelSchema.TYPE);
                return word == null ? null : ChannelType.values()[ChannelSchema.types().indexOf(word.get(0))];
            }
        }
        errors.add(written.origin().error(path, "", "has no type", types));
        return null;
    }

    private void read(final Parts parts, final Written.Entry entry)
    {
        final ChannelKey key = ChannelSchema.find(parts.type, entry.key());
        if (key == null)
        {
            unknown(parts, entry);
            return;
        }
        final String path = parts.path + "." + entry.key();
        final Origin first = parts.keyOrigins.putIfAbsent(key.name(), entry.keyOrigin());
        if (first != null)
        {
            // The same key twice was found before; these are a secret and its file.
            final String place = first.line() > 0 ? "; the other is at line " + first.line() + ", column " + first.column() : "";
            final String both = key.name() + " and " + key.name() + ChannelKey.FILE;
            errors.add(entry.keyOrigin().error(path, "", "is set twice, as " + both, "write one of them" + place));
            return;
        }
        parts.origins.put(key.name(), entry.origin());
        if (key.secret() || key.referable() && entries.refers(key, entry))
        {
            final Secret secret = entries.secret(key, entry, path);
            if (secret != null)
            {
                parts.secrets.put(key.name(), secret);
                entries.hidden(key, secret, entry, path).ifPresent((value) -> parts.hidden.put(key.name(), value));
            }
            return;
        }
        final List<String> texts = entries.texts(key, entry, path);
        if (texts != null)
        {
            parts.settings.put(key.name(), texts);
        }
    }

    // Shows no value: a misspelt key may have been that of a secret.
    private void unknown(final Parts parts, final Written.Entry entry)
    {
        final List<String> names = ChannelSchema.names(parts.type);
        final String nearest = DidYouMean.nearest(entry.key(), names);
        final String allowed = nearest == null ? "keys here are " + String.join(", ", names) : "did you mean " + nearest + "?";
        final boolean word = WORD.matcher(entry.key()).matches();
        final String path = parts.path + (word ? "." + entry.key() : "");
        final String fault = word ? "is not a key of " : "has a key that is no word and no key of ";
        errors.add(entry.keyOrigin().error(path, "", fault + ChannelSchema.word(parts.type), allowed));
    }

    private void missing(final Parts parts, final Origin origin)
    {
        final List<String> missing = ChannelSchema.keys(parts.type).stream()
            .filter((key) -> key.required() && !parts.origins.containsKey(key.name()))
            .map((key) -> key.referable() ? key.name() + " (or " + key.name() + ChannelKey.FILE + ")" : key.name()).toList();
        if (!missing.isEmpty())
        {
            final String needed = String.join(", ", ChannelSchema.keys(parts.type).stream()
                .filter(ChannelKey::required).map(ChannelKey::name).toList());
            errors.add(origin.error(parts.path, "", "lacks " + String.join(", ", missing),
                "a channel of type " + ChannelSchema.word(parts.type) + " needs " + needed));
        }
    }

    private static void standards(final Parts parts)
    {
        for (final ChannelKey key : ChannelSchema.keys(parts.type))
        {
            if (!key.standard().isEmpty() && !parts.origins.containsKey(key.name()))
            {
                parts.settings.put(key.name(), List.of(key.standard()));
            }
        }
    }

    private static ChannelConfig assemble(final Written written, final Parts parts)
    {
        final Origin origin = written.origin();
        final String place = origin.kind() == Origin.Kind.CODE ? "code" : origin.name() + ":" + origin.line() + ":" + origin.column();
        final Map<String, List<String>> own = new HashMap<>(parts.settings);
        ChannelSchema.COMMON.forEach((key) -> own.remove(key.name()));
        return new ChannelConfig(written.name(), parts.type, route(parts.settings), own, parts.secrets, place);
    }

    // LOG and DASHBOARD have a priority alone; the rest is as wide as it can be.
    private static ChannelRoute route(final Map<String, List<String>> settings)
    {
        final String quiet = first(settings, ChannelSchema.QUIET_HOURS);
        final String rate = first(settings, ChannelSchema.RATE);
        return new ChannelRoute(
            first(settings, ChannelSchema.PRIORITY),
            new LinkedHashSet<>(settings.getOrDefault(ChannelSchema.SCOPES, List.of())),
            quiet == null ? null : read(new QuietHoursType(), quiet),
            rate == null ? ChannelSchema.HIGHEST_RATE : Integer.parseInt(rate),
            duration(settings, ChannelSchema.TIMEOUT),
            duration(settings, ChannelSchema.DEADLINE));
    }

    private static long duration(final Map<String, List<String>> settings, final String name)
    {
        final ChannelKey key = ChannelSchema.COMMON.stream().filter((common) -> common.name().equals(name)).findFirst().orElseThrow();
        final String text = first(settings, name);
        return ChannelSchema.durationNs(text == null ? key.standard() : text);
    }

    private static <T> T read(final ValueType<T> type, final String canonical)
    {
        try
        {
            return type.read(canonical);
        }
        catch (final BadValueException impossible)
        {
            throw new IllegalStateException("a value that was read once is read again", impossible);
        }
    }

    private static String first(final Map<String, List<String>> settings, final String name)
    {
        final List<String> texts = settings.get(name);
        return texts == null ? null : texts.get(0);
    }
}
