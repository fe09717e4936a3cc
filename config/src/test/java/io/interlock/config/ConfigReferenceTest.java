package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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
        channels(page);
        reload(page);
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

    private static void reload(final StringBuilder page)
    {
        page.append("\n## While the engine runs\n\n")
            .append("A running engine takes another configuration ([over HTTP](console.md#another-configuration) or by\n")
            .append("`interlock config reload`) where only these keys differ. What the last column names is tighter and applied at\n")
            .append("once; all else counts as looser. Compared is what holds in each scope, wherever it is written.\n\n")
            .append("| key | tighter is |\n|---|---|\n");
        ReloadTable.rows().entrySet().stream().filter((row) -> row.getValue().live()).sorted(Map.Entry.comparingByKey()).forEach((row) ->
            page.append("| `").append(row.getKey()).append("` | ").append(switch (row.getValue().order())
            {
                case LOWER -> "a lower value";
                case HIGHER -> higher(row.getKey());
                case MORE -> "more of them";
                case NAME -> "what it brings is compared key by key";
                case UNCLEAR -> "nobody can say, so each change counts as looser";
            }).append(" |\n"));
        page.append("\nThe others need a restart; a reload that changes one is refused by its name, and nothing is changed.\n\n")
            .append("| key | why |\n|---|---|\n");
        ReloadTable.rows().entrySet().stream().filter((row) -> !row.getValue().live()).sorted(Map.Entry.comparingByKey()).forEach((row) ->
            page.append("| `").append(row.getKey()).append("` | ").append(row.getValue().reason()).append(" |\n"));
    }

    private static String higher(final String key)
    {
        return switch (key)
        {
            case "recovery.mode" -> "`stepwise`";
            case "halt.confirm" -> "`yes`";
            case "journal.on-failure" -> "`halt`";
            case "health.threads", "health.out-of-memory" -> "`on`";
            default -> "a higher value";
        };
    }

    private static void channels(final StringBuilder page)
    {
        page.append("\n## Channels of notifications\n\nUnder `notifications.channels`, each by a name of its own of ")
            .append(ChannelSchema.NAME.allowed()).append(", at most ").append(ChannelSchema.MOST_CHANNELS)
            .append(":\n\n```yaml\nnotifications:\n  repeat: 4h\n  channels:\n")
            .append("    desk: { type: email, host: smtp.example.com, from: interlock@example.com, to: [desk@example.com],\n")
            .append("      username: interlock, password: \"${SMTP_PASSWORD}\" }\n")
            .append("    pager: { type: pagerduty, routing-key-file: /run/secrets/pagerduty, priority: CRITICAL, scopes: [binance] }\n")
            .append("  escalation:\n    - { after: 0s, channels: [desk] }\n    - { after: 5m, channels: [pager] }\n```\n\n")
            .append("A secret is `KEY: \"${NAME}\"`, the whole value and without a default, or `KEY-file: /absolute/path`: a file whose\n")
            .append("first line is the secret, and which only its owner may write. A secret that stands in the configuration is an\n")
            .append("error, and so is one that is not there when it is loaded. `config explain`, dumps, recordings and the journal\n")
            .append("show the reference. An address that may be a secret is one where it has a variable in it, such as\n")
            .append("`\"https://h/${TOKEN}\"`.\n\n")
            .append("The channels `log` and `dashboard` are always there; naming them changes nothing.\n\n")
            .append("### Keys of every channel\n\n");
        table(page, ChannelSchema.COMMON);
        for (final ChannelType type : ChannelType.values())
        {
            if (!ChannelSchema.BUILT_IN.contains(type))
            {
                final String priority = ChannelSchema.find(type, ChannelSchema.PRIORITY).standard();
                page.append("\n### `type: ").append(ChannelSchema.word(type)).append("`\n\n");
                page.append("WARNING".equals(priority) ? "" : "Its `priority` is " + priority + " where it says nothing.\n\n");
                table(page, ChannelSchema.keys(type).stream().filter((key) -> ChannelSchema.COMMON.stream()
                    .noneMatch((common) -> common.name().equals(key.name()))).toList());
            }
        }
        page.append("\n### Steps of `notifications.escalation`\n\n");
        table(page, List.of(ChannelSchema.STEP_AFTER, ChannelSchema.STEP_CHANNELS));
    }

    private static void table(final StringBuilder page, final List<ChannelKey> keys)
    {
        page.append("| key | needed | meaning | allowed | default |\n|---|---|---|---|---|\n");
        for (final ChannelKey key : keys)
        {
            page.append("| `").append(key.name()).append("` | ").append(key.required() ? "yes" : "").append(" | ")
                .append(cell(key.meaning())).append(" | ")
                .append(key.secret() ? "a secret" : cell(key.referable() ? key.type().allowed() + "; or a secret" : key.allowed()))
                .append(" | ").append(cell(key.standard()))
                .append(" |\n");
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
