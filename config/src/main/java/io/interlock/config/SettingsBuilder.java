package io.interlock.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sets keys of one place in code: of the whole configuration, or of one scope. Keys and values are those of the configuration reference
 * and are judged by the rules of the YAML loader, all at once in {@link BreakerConfigBuilder#build()}: no method here throws for a wrong
 * key or value. As in a file, a key that is set twice in one place is an error, since one of the two was meant to hold and is not known.
 * A text stands for itself: {@code ${NAME}} is not filled in.
 *
 * <p>Threading: one thread.
 *
 * @param <B> the builder itself.
 */
public abstract sealed class SettingsBuilder<B extends SettingsBuilder<B>> permits BreakerConfigBuilder, ScopeConfigBuilder
{
    private final Layer layer;
    private final ErrorList errors;
    private final Origin origin;

    SettingsBuilder(final Layer layer, final ErrorList errors)
    {
        this.layer = layer;
        this.errors = errors;
        this.origin = new Origin(Origin.Kind.CODE, "code", 0, 0, layer.section());
    }

    abstract B self();

    /**
     * Sets a key to a value as a person writes it.
     *
     * @param key   for example {@code latency.alert}.
     * @param value for example {@code 300ms}, {@code 1%}, {@code off}.
     * @return this.
     */
    public B set(final String key, final String value)
    {
        final ConfigKey<?> known = known(key, shown(value));
        if (known != null)
        {
            one(known, value);
        }
        return self();
    }

    /**
     * Sets a key that is a length of time.
     *
     * @param key   for example {@code cooldown.halt}.
     * @param value exact to the nanosecond.
     * @return this.
     */
    public B set(final String key, final Duration value)
    {
        return set(key, value == null ? null : nanoseconds(value));
    }

    /**
     * Sets a key that is a whole number.
     *
     * @param key   for example {@code failures.halt}.
     * @param value the number. A duration or a percentage has a unit and is not a plain number.
     * @return this.
     */
    public B set(final String key, final long value)
    {
        return set(key, Long.toString(value));
    }

    /**
     * Sets a key that is a fraction.
     *
     * @param key   for example {@code throttle.confidence}.
     * @param value taken as the shortest decimal number that stands for it.
     * @return this.
     */
    public B set(final String key, final double value)
    {
        return set(key, Double.isFinite(value) ? BigDecimal.valueOf(value).toPlainString() : Double.toString(value));
    }

    /**
     * Sets a key that is a switch.
     *
     * @param key   for example {@code halt.confirm}.
     * @param value whether it is on.
     * @return this.
     */
    public B set(final String key, final boolean value)
    {
        return set(key, value ? "yes" : "no");
    }

    /**
     * Sets a key that takes one of a few words.
     *
     * @param key   for example {@code recovery.mode}.
     * @param value for example {@link RecoveryMode#STEPWISE}.
     * @return this.
     */
    public B set(final String key, final Enum<?> value)
    {
        return set(key, value == null ? null : value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /**
     * Sets a key that is a list.
     *
     * @param key    for example {@code tags}.
     * @param values its items; may be empty.
     * @return this.
     */
    public B set(final String key, final Collection<String> values)
    {
        final String shown = values == null ? "" : String.join(", ", values.stream().map(SettingsBuilder::shown).toList());
        final ConfigKey<?> known = known(key, shown);
        if (known != null)
        {
            many(known, values, shown);
        }
        return self();
    }

    /**
     * Adds tags to those of this place; {@link ScopeConfig#AGGRESSIVE} refuses every order that adds risk in THROTTLE.
     *
     * @param tags one or more.
     * @return this.
     */
    public B tag(final String... tags)
    {
        final Setting<Set<String>> before = layer.get(ConfigSchema.TAGS);
        final Set<String> all = items(ConfigSchema.TAGS, Arrays.asList(tags));
        if (before == null)
        {
            layer.put(new Setting<>(ConfigSchema.TAGS, all, origin));
        }
        else if (all != null && !before.broken())
        {
            all.addAll(before.value());
            layer.put(new Setting<>(ConfigSchema.TAGS, all, origin));
        }
        return self();
    }

    /** The key of that name where it may be set here and is not set yet, else null and an error. */
    private ConfigKey<?> known(final String name, final String written)
    {
        final ConfigKey<?> key = ConfigSchema.find(name);
        if (KeyHints.isMisplaced(name, layer.ofScope()))
        {
            errors.add(KeyHints.misplaced(name, origin));
            return null;
        }
        if (key == null)
        {
            errors.add(notAKey(name, written));
            return null;
        }
        final Setting<?> first = layer.get(key);
        if (first != null)
        {
            errors.add(origin.error(name, written, "is set twice", first.broken() ? "set it once" : "first to " + first.shown()));
            return null;
        }
        return key;
    }

    private ConfigError notAKey(final String name, final String written)
    {
        if (ConfigSchema.isGroup(name))
        {
            return origin.error(name, written, "has keys of its own and no value", KeyHints.keysHere(name, layer.ofScope()));
        }
        if (name.equals(ConfigSchema.SCOPES) || name.startsWith(ConfigSchema.SCOPES + "."))
        {
            return origin.error(ConfigError.shown(name), written, "is set through the scope", "call scope(path, s -> s.set(key, value))");
        }
        if (name.equals(ConfigSchema.CHANNELS) || name.equals(ConfigSchema.ESCALATION))
        {
            return origin.error(name, "", "is set through the notifications", "call notifications(config)");
        }
        return KeyHints.unknown(name, written, origin, layer.ofScope());
    }

    private <T> void one(final ConfigKey<T> key, final String value)
    {
        T read = null;
        if (key.type().list())
        {
            refuse(key, shown(value), "is not a list");
        }
        else if (value == null || value.isBlank())
        {
            refuse(key, "", "has no value");
        }
        else
        {
            read = ValueReader.parse(key, value.strip(), origin, errors);
        }
        layer.put(new Setting<>(key, read, origin));
    }

    private <T> void many(final ConfigKey<T> key, final Collection<String> values, final String shown)
    {
        T read = null;
        if (!key.type().list())
        {
            refuse(key, shown, "takes one value, not a list");
        }
        else if (values == null)
        {
            refuse(key, "", "has no value");
        }
        else
        {
            read = list(key, values);
        }
        layer.put(new Setting<>(key, read, origin));
    }

    @SuppressWarnings("unchecked") // Every list in the table is a Set<String>.
    private <T> T list(final ConfigKey<T> key, final Collection<String> values)
    {
        return (T)items((ConfigKey<Set<String>>)key, values);
    }

    /** The items of a list, or null and an error for each that is wrong. */
    private Set<String> items(final ConfigKey<Set<String>> key, final Collection<String> values)
    {
        final Set<String> items = new TreeSet<>();
        boolean broken = false;
        for (final String value : values)
        {
            final Set<String> item = ValueReader.parse(key, shown(value).strip(), origin, errors);
            broken |= item == null;
            items.addAll(item == null ? Set.of() : item);
        }
        return broken ? null : items;
    }

    private void refuse(final ConfigKey<?> key, final String value, final String message)
    {
        errors.add(origin.error(key.name(), value, message, "allowed is " + key.type().allowed()));
    }

    private static String shown(final String value)
    {
        return value == null ? "" : value;
    }

    // A duration may be longer than a long has nanoseconds; then the text says so and is out of range.
    private static String nanoseconds(final Duration value)
    {
        final BigDecimal exact = BigDecimal.valueOf(value.getSeconds()).movePointRight(9).add(BigDecimal.valueOf(value.getNano()));
        return exact.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ?
            exact.toPlainString() + "ns" : DurationType.shown(exact.longValueExact());
    }
}
