package io.interlock.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Fills builders from a seed, with scope paths and files whose names mean harm. Threading: one test thread. */
final class RandomConfigs
{
    private static final long MS = 1_000_000L;

    // For thresholds that must rise: ranges that touch, with the presets' values inside, so that most mixtures of sections are valid.
    private static final Map<String, long[]> RANGES = Map.ofEntries(
        range("latency.alert", 1, 1_000 * MS), range("latency.throttle", 1_000 * MS, 2_000 * MS),
        range("latency.halt", 2_000 * MS, DurationType.YEAR),
        range("slippage.alert", 1, 2_000_000), range("slippage.throttle", 2_000_000, 4_000_000),
        range("slippage.halt", 4_000_000, 1_000_000_000), range("loss.halt", 1, 1_000_000_000),
        range("failures.alert", 1, 2), range("failures.throttle", 2, 3), range("failures.halt", 3, 10),
        range("failures.shutdown", 10, 1_000_000),
        range("health.heap-issue", 1, 900_000_000), range("health.heap", 900_000_000, 1_000_000_000),
        range("health.descriptors-issue", 1, 900_000_000), range("health.descriptors", 900_000_000, 1_000_000_000),
        range("health.disk", 1, 64), range("health.disk-issue", 64, 1 << 24),
        range("failure-rate.throttle", 0, 300_000_000), range("failure-rate.halt", 300_000_000, 1_000_000_000));

    private static final List<String> PIECES = List.of(
        "a", "B", "0", ".", "-", "_", "\"", "'", "\\", "\\n", "#", " #", ": ", ":", ",", "${HOME}", "${", "$", "}", "{}", "[a]", "&a", "*a",
        "!!x", "%41", "@", "`", "- ", "? ", "|", ">", "~", "null", "<<", "latency.alert", "scopes", "=", "...", "---", "  ");
    private static final List<String> ABOVE_ASCII = List.of(
        "\u00E9", "\u00A0", "\u2028", "\u2029", "\uFEFF", "\uFFFE", "\u202E", "\u4E2D", "\uD83D\uDE00", "\uD800", "\uDC00");

    private final SplittableRandom random;

    RandomConfigs(final SplittableRandom random)
    {
        this.random = random;
    }

    private static Map.Entry<String, long[]> range(final String key, final long from, final long to)
    {
        return Map.entry(key, new long[]{from, to});
    }

    /** The next one; now and then its thresholds fall somewhere, and it is refused. */
    BreakerConfigBuilder next()
    {
        final BreakerConfigBuilder builder = BreakerConfig.builder(pick(Presets.NAMES));
        final int every = 1 + random.nextInt(4);
        ConfigSchema.keys().stream().filter((key) -> !"preset".equals(key.name()) && !key.name().startsWith("console.tls."))
            .filter((key) -> random.nextInt(every) == 0).forEach((key) -> put(builder, key));
        if (random.nextInt(4) == 0)
        {
            // One without the other is refused.
            builder.set(ConfigSchema.CONSOLE_CERTIFICATE.name(), "/" + pick(PIECES) + "x").set(ConfigSchema.CONSOLE_KEY.name(), "/k");
        }
        final List<String> paths = new ArrayList<>(List.of(""));
        final int sections = random.nextInt(6);
        for (int i = 0; i < sections; i++)
        {
            paths.add(path(random.nextInt(3) == 0 ? pick(paths) : ""));
        }
        for (final String path : new TreeSet<>(paths))
        {
            final int sparse = 1 + random.nextInt(12);
            builder.scope(path, (section) -> ConfigSchema.scopedKeys().stream().filter((key) -> random.nextInt(sparse) == 0)
                .forEach((key) -> put(section, key)));
        }
        return builder;
    }

    private String path(final String parent)
    {
        while (true)
        {
            final StringBuilder path = new StringBuilder(parent.isEmpty() ? "" : parent + "/");
            for (int pieces = 1 + random.nextInt(4); pieces > 0; pieces--)
            {
                path.append(pick(random.nextInt(4) == 0 ? ABOVE_ASCII : PIECES));
            }
            if (ScopePaths.fault(path.toString()) == null)
            {
                return path.toString();
            }
        }
    }

    private <B extends SettingsBuilder<B>> void put(final B builder, final ConfigKey<?> key)
    {
        final ValueType<?> type = key.type();
        if (type instanceof DurationType duration)
        {
            final long steps = number(key, duration.minNs() / duration.stepNs(), duration.maxNs() / duration.stepNs());
            builder.set(key.name(), Duration.ofNanos(steps * duration.stepNs()));
        }
        else if (type instanceof RepeatType repeat)
        {
            final long ns = number(key, repeat.duration().minNs(), repeat.duration().maxNs());
            builder.set(key.name(), random.nextInt(8) == 0 ? "off" : ns + "ns");
        }
        else if (type instanceof UrlType)
        {
            builder.set(key.name(), random.nextInt(4) == 0 ? "none" : "https://wiki.example.com:8443/%7B$%7D/" + random.nextInt(100));
        }
        else if (type instanceof PercentType percent)
        {
            final String value = BigDecimal.valueOf(number(key, 0, 0), 7).toPlainString() + "%";
            builder.set(key.name(), percent.off() && random.nextInt(8) == 0 ? "off" : value);
        }
        else if (type instanceof SizeType)
        {
            builder.set(key.name(), random.nextInt(8) == 0 ? "off" : number(key, 1, 1) + "MiB");
        }
        else if (type instanceof CountType count)
        {
            final int value = (int)number(key, count.min(), count.max());
            builder.set(key.name(), count.powerOfTwo() ? Integer.highestOneBit(value) : value);
        }
        else if (type instanceof FractionType fraction)
        {
            builder.set(key.name(), random.nextInt(fraction.zero() ? 0 : 1, 1_000_001) / 1e6);
        }
        else if (type instanceof SwitchType)
        {
            builder.set(key.name(), random.nextBoolean());
        }
        else if (type instanceof ChoiceType<?> choice)
        {
            builder.set(key.name(), pick(choice.choices()));
        }
        else if (type instanceof TagsType)
        {
            builder.set(key.name(), List.of("null", "yes", "1.5", "a-b_c.d", ScopeConfig.AGGRESSIVE).subList(random.nextInt(5), 5));
        }
        else if (type instanceof NamesType)
        {
            builder.set(key.name(), names(key.name().endsWith("origins") ? "https://" : "").subList(random.nextInt(3), 3));
        }
        else if (type instanceof PortType || type instanceof BindType)
        {
            builder.set(key.name(), pick(type instanceof PortType ? List.of("none", "0", "8080", "65535")
                : List.of("127.0.0.1", "127.1.2.3", "::1", "localhost")));
        }
        else
        {
            builder.set(key.name(), random.nextInt(4) == 0 ? "none" : "/" + pick(PIECES) + pick(PIECES) + "\n\u0007" + pick(PIECES) + "x");
        }
    }

    private static List<String> names(final String scheme)
    {
        return List.of(scheme + "Desk.example.com:8443", scheme + "[::1]:1", scheme + "a");
    }

    private long number(final ConfigKey<?> key, final long min, final long max)
    {
        final long[] range = RANGES.getOrDefault(key.name(), new long[]{min, max});
        return switch (random.nextInt(8))
        {
            case 0 -> range[0];
            case 1 -> range[1];
            default -> random.nextLong(range[0], range[1] + 1);
        };
    }

    private <T> T pick(final List<T> all)
    {
        return all.get(random.nextInt(all.size()));
    }
}
