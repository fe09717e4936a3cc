package io.interlock.cli.incidents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.Main;
import io.interlock.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What simulate makes of one incident under one preset, as lines that people can read and compare: each transition, how the checks were
 * answered, how many rows were rejected, and where it ended.
 *
 * <p>Threading: one thread. Keeps the lines of the outcome, not those of the stream.
 */
final class Outcome extends OutputStream
{
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Integer> checks = new TreeMap<>();
    private final Map<String, Integer> transitions = new TreeMap<>();
    private final boolean counted;

    private Outcome(final String preset, final boolean counted)
    {
        this.counted = counted;
        lines.add("preset " + preset);
    }

    /**
     * Runs the command.
     *
     * @param rows    its stdin.
     * @param preset  which thresholds.
     * @param counted whether transitions are counted in place of told.
     * @return the lines.
     */
    static List<String> of(final InputStream rows, final String preset, final boolean counted)
    {
        final Outcome outcome = new Outcome(preset, counted);
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final int exitCode = Main.run(new Terminal(rows, outcome, new PrintStream(err, true, StandardCharsets.UTF_8), false, false, false),
            "simulate", "--json", "--preset", preset, "-");
        if (exitCode != 0)
        {
            outcome.lines.add("exit code " + exitCode + ": " + err.toString(StandardCharsets.UTF_8).strip());
        }
        return outcome.lines;
    }

    @Override
    public void write(final int one) throws IOException
    {
        if (one == '\n')
        {
            tell(MAPPER.readTree(line.toByteArray()));
            line.reset();
        }
        else
        {
            line.write(one);
        }
    }

    private void tell(final JsonNode said)
    {
        switch (said.get("type").asText())
        {
            case "transition" -> transition(said);
            case "check" -> checks.merge(scope(said.get("scope").asText()) + " " + said.get("intent").asText() + " "
                + said.get("reason").asText(), 1, Integer::sum);
            case "summary" -> summary(said);
            default ->
            {
                // Rejected rows are counted by the summary; their wording is not contract.
            }
        }
    }

    private void transition(final JsonNode said)
    {
        final String what = scope(said.get("scope").asText()) + "  " + said.get("from").asText() + " -> " + said.get("to").asText() + "  "
            + said.get("cause").asText();
        if (counted)
        {
            transitions.merge(what, 1, Integer::sum);
        }
        else
        {
            lines.add(said.get("time_ms").asText() + "  " + what + numbers(said));
        }
    }

    private static String numbers(final JsonNode said)
    {
        return said.get("value").isNull() ? "" : "  " + plain(said.get("value")) + " (threshold " + plain(said.get("threshold")) + ")";
    }

    private static String plain(final JsonNode number)
    {
        return new BigDecimal(number.asText()).stripTrailingZeros().toPlainString();
    }

    private void summary(final JsonNode said)
    {
        transitions.forEach((what, count) -> lines.add(what + " x " + count));
        checks.forEach((what, count) -> lines.add("check  " + what + " x " + count));
        lines.add(said.get("transitions").asText() + " transitions, " + said.get("rejected").asText() + " rejected");
        final JsonNode levels = said.get("levels");
        final List<String> above = new ArrayList<>();
        levels.properties().forEach(level ->
        {
            if (!"CLOSED".equals(level.getValue().asText()))
            {
                above.add(scope(level.getKey()) + " " + level.getValue().asText());
            }
        });
        lines.add("ends  " + (above.isEmpty() ? "" : above.stream().collect(Collectors.joining(", ")) + "; ")
            + (levels.size() - above.size()) + " of " + levels.size() + " scopes CLOSED");
    }

    private static String scope(final String path)
    {
        return path.isEmpty() ? "(root)" : path;
    }
}
