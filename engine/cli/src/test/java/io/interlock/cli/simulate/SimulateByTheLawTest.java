package io.interlock.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.interlock.cli.Run;
import io.interlock.cli.stream.Word;
import io.interlock.core.machine.twin.LawCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole command, from YAML and CSV to JSON, against the slow model of the law on seeded streams. More than the default with
 * {@code -Dinterlock.parity.streams=2000} and another {@code -Dinterlock.parity.seed=1}.
 */
class SimulateByTheLawTest
{
    private static final int STREAMS = Integer.getInteger("interlock.parity.streams", 150);
    private static final int EVENTS = 400;
    private static final long SEED = Long.getLong("interlock.parity.seed", 20261124L);
    private static final List<List<String>> TREES = List.of(
        List.of(""), List.of("", "b", "a", "a/b"), List.of("", "a", "a/b", "a/b/c", "a-b", "b"), List.of("", "venue", "venue/maker-1"));
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Comparator<JsonNode> NUMBERS = (one, other) ->
        one.isNumber() && other.isNumber() ? one.decimalValue().compareTo(other.decimalValue()) : one.equals(other) ? 0 : 1;

    @TempDir
    private Path directory;

    @Test
    void shouldSayWhatTheLawSaysOnEveryStream() throws IOException
    {
        final Map<String, Integer> kinds = new TreeMap<>();
        for (int i = 0; i < STREAMS; i++)
        {
            final long seed = SEED + i;
            final LawCsv stream = new LawCsv(seed, TREES.get(i % TREES.size()), EVENTS);
            final Path config = Files.writeString(directory.resolve("c.yaml"), stream.yaml());
            final Run run = Run.of(stream.csv(), "simulate", "--json", "--config", config.toString(), "-");
            assertThat(run.exitCode()).as("seed %d: %s", seed, run.err()).isZero();
            compare(seed, stream, run.lines());
            stream.csv().lines().skip(1).forEach(row -> kinds.merge(row.split(",")[2], 1, Integer::sum));
        }
        System.out.println("simulate by the law over " + STREAMS + " streams from seed " + SEED + ": " + kinds);
        // Every word of the file, so that a green run is no empty one.
        assertThat(kinds).hasSize(Word.values().length);
    }

    private static void compare(final long seed, final LawCsv stream, final List<String> lines) throws JsonProcessingException
    {
        final List<String> expected = stream.expected();
        for (int i = 0; i < Math.max(expected.size(), lines.size()); i++)
        {
            final String law = i < expected.size() ? expected.get(i) : "null";
            final String said = i < lines.size() ? lines.get(i) : "null";
            final JsonNode saidNode = MAPPER.readTree(said);
            if (saidNode instanceof ObjectNode object)
            {
                object.remove("message");
            }
            assertThat(MAPPER.readTree(law).equals(NUMBERS, saidNode)).as(
                "seed %d, line %d of the output:%nlaw:      %s%nsimulate: %s%nbefore it:%n%s", seed, i + 1, law, said,
                new ArrayList<>(lines.subList(Math.max(0, Math.min(lines.size(), i) - 5), Math.min(lines.size(), i)))).isTrue();
        }
    }
}
