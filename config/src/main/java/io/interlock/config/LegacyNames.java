package io.interlock.config;

import java.util.ArrayList;
import java.util.List;

/** The names that users bring with them from other breakers (last paragraph of SEMANTICS 6), and the keys that replace them. */
final class LegacyNames
{
    /**
     * One name.
     *
     * @param name    as users write it.
     * @param key     what replaces it.
     * @param shift   how many decimal places its number moves.
     * @param unit    what follows the number in the new form.
     * @param example a value in the old form.
     */
    record Legacy(String name, ConfigKey<?> key, int shift, String unit, String example)
    {
        /** The value in the new form, or null where it is not a number. */
        String convert(final String value)
        {
            final Decimals.Quantity quantity = Decimals.split(value.strip());
            return quantity == null || !quantity.rest().isEmpty() ?
                null : Decimals.plain(quantity.number().movePointRight(shift)) + unit;
        }

        /** The line that replaces the old one. */
        String replacement(final String value)
        {
            final String converted = convert(value);
            return "write " + key.name() + ": " + (converted == null ? convert(example) : converted);
        }
    }

    static final List<Legacy> ALL = all();

    private LegacyNames()
    {
    }

    /** The entry of that name, or null. */
    static Legacy find(final String name)
    {
        return ALL.stream().filter((legacy) -> legacy.name().equals(name)).findFirst().orElse(null);
    }

    private static List<Legacy> all()
    {
        final List<Legacy> all = new ArrayList<>();
        add(all, "latency", "_api_latency_ms", 0, "ms", "500");
        add(all, "slippage", "_slippage_pct", 0, "%", "0.1");
        add(all, "failures", "_consecutive_failures", 0, "", "2");
        add(all, "loss", "_loss_pct", 2, "%", "0.05");
        add(all, "cooldown", "_cooldown_seconds", 0, "s", "60");
        return List.copyOf(all);
    }

    private static void add(
        final List<Legacy> all, final String group, final String suffix, final int shift, final String unit, final String example)
    {
        for (final String level : List.of("alert", "throttle", "halt", "shutdown"))
        {
            final ConfigKey<?> key = ConfigSchema.find(group + "." + level);
            if (key != null)
            {
                all.add(new Legacy(level + suffix, key, shift, unit, example));
            }
        }
    }
}
