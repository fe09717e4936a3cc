package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The reference for people is generated from the table of keys, and this test keeps it true. */
final class ConfigReferenceTest
{
    private static final Path PAGE = Path.of("../engine/docs/configuration.md");

    @Test
    void shouldMatchTheTableOfKeys() throws IOException
    {
        final String generated = page();
        if (Boolean.getBoolean("interlock.regenerate"))
        {
            Files.writeString(PAGE, generated, StandardCharsets.UTF_8);
        }
        assertThat(Files.readString(PAGE, StandardCharsets.UTF_8))
            .as("engine/docs/configuration.md is generated: run this test with -Dinterlock.regenerate=true after a change of a key")
            .isEqualTo(generated);
    }

    private static String page()
    {
        final StringBuilder page = new StringBuilder(8_192);
        page.append("# Configuration\n\n")
            .append("One YAML file over a preset. Generated from the table of keys in `config`; do not edit.\n\n")
            .append("```yaml\npreset: production\nlatency: { alert: 300ms, confirmations: 2 }\nscopes:\n")
            .append("  binance: { tags: [aggressive], slippage: { halt: 1% } }\n```\n\n")
            .append("A scope takes each value from its own section, else from the nearest ancestor's that sets it,\n")
            .append("else from the top level, else from the preset. Keys may be nested or dotted (`latency.alert: 300ms`).\n")
            .append("`${NAME}` and `${NAME:-default}` stand for environment variables. Unknown keys are errors.\n")
            .append("`interlock config check FILE` tells every error at once,\n")
            .append("`interlock config explain FILE` each effective value and where it came from.\n\n");
        keys(page);
        legacy(page);
        return page.toString();
    }

    private static void keys(final StringBuilder page)
    {
        page.append("## Keys\n\n| key | in a scope | meaning | allowed |");
        final Map<String, Map<String, String>> values = new LinkedHashMap<>();
        for (final String preset : Presets.NAMES)
        {
            page.append(' ').append(preset).append(" |");
            values.put(preset, valuesOf(preset));
        }
        page.append("\n|---|---|---|---|").append("---|".repeat(Presets.NAMES.size())).append('\n');
        for (final ConfigKey<?> key : ConfigSchema.keys())
        {
            page.append("| `").append(key.name()).append("` | ").append(key.scoped() ? "yes" : "").append(" | ").append(cell(key.meaning()))
                .append(" | ").append(cell(key.type().allowed())).append(" |");
            values.values().forEach((preset) -> page.append(' ').append(cell(preset.getOrDefault(key.name(), ""))).append(" |"));
            page.append('\n');
        }
    }

    private static Map<String, String> valuesOf(final String preset)
    {
        final Map<String, String> values = new LinkedHashMap<>();
        ConfigExplanation.of("reference", "preset: " + preset, preset, (name) -> null).rows()
            .forEach((row) -> values.put(row.key(), row.value()));
        return values;
    }

    private static void legacy(final StringBuilder page)
    {
        page.append("\n## Names that users bring with them\n\n| there | here | for example |\n|---|---|---|\n");
        for (final LegacyNames.Legacy legacy : LegacyNames.ALL)
        {
            page.append("| `").append(legacy.name()).append("` | `").append(legacy.key().name()).append("` | `").append(legacy.name())
                .append(": ").append(legacy.example()).append("` is `").append(legacy.key().name()).append(": ")
                .append(legacy.convert(legacy.example())).append("` |\n");
        }
    }

    private static String cell(final String text)
    {
        return text.replace("|", "\\|");
    }
}
