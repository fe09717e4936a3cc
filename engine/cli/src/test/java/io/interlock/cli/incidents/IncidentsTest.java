package io.interlock.cli.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The corpus of incidents (docs/incidents.md): each through the real simulate under three presets, against what was decided when it was
 * added. A file NAME.csv or NAME.csv.gz beside a NAME.expected is a case by itself. What was decided today is written to
 * target/incidents; where a difference is meant, that file becomes the expected one.
 */
class IncidentsTest
{
    private static final Path CORPUS = Path.of("src/test/resources/incidents");
    private static final Path TODAY = Path.of("target/incidents");
    private static final List<String> PRESETS = List.of("default", "conservative", "production");
    private static final String EXPECTED = ".expected";
    private static final String CSV = ".csv";
    private static final String GZIP = ".gz";

    /** Those whose rows are made or read elsewhere. */
    private static final List<Incident> MADE = List.of(
        new Incident("runaway-2012", () -> new Runaway(1, 1_000), false),
        new Incident("tape-2013-fall", RecordedTape::fall, false),
        new Incident("tape-2013-week", RecordedTape::week, false),
        new Incident("bitstamp-outages", RecordedData::outages, false),
        new Incident("probes-2023", RecordedData::probes, true),
        new Incident("skewed-feed-2024", RecordedData::skewedFeed, false));

    private static List<Incident> files() throws IOException
    {
        final List<Incident> incidents = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(CORPUS, "*{" + CSV + "," + CSV + GZIP + "}"))
        {
            for (final Path file : files)
            {
                final String name = file.getFileName().toString();
                incidents.add(new Incident(name.substring(0, name.indexOf(CSV)), () -> open(file), false));
            }
        }
        incidents.sort(Comparator.comparing(Incident::name));
        return incidents;
    }

    private static InputStream open(final Path file) throws IOException
    {
        final InputStream in = Files.newInputStream(file);
        return file.toString().endsWith(GZIP) ? new GZIPInputStream(in) : in;
    }

    @TestFactory
    Stream<DynamicTest> shouldDecideAsWhenTheIncidentWasAdded() throws IOException
    {
        Files.createDirectories(TODAY);
        return Stream.concat(files().stream(), MADE.stream()).map(one -> DynamicTest.dynamicTest(one.name(), () -> judge(one)));
    }

    private static void judge(final Incident incident) throws IOException
    {
        final List<String> today = new ArrayList<>();
        for (final String preset : PRESETS)
        {
            try (InputStream rows = incident.rows().open())
            {
                today.addAll(Outcome.of(rows, preset, incident.counted()));
            }
        }
        final Path written = Files.write(TODAY.resolve(incident.name() + EXPECTED), today);
        final Path expected = CORPUS.resolve(incident.name() + EXPECTED);
        final String difference = Difference.first(Files.exists(expected) ? Files.readAllLines(expected) : List.of(), today);
        if (!difference.isEmpty())
        {
            fail(incident.name() + " is not decided as " + expected + " says; today's decisions are in " + written + "\n" + difference);
        }
    }

    @Test
    void shouldHaveAnIncidentForEachExpectedOutcomeAndAStoryForEachIncident() throws IOException
    {
        final TreeSet<String> names = Stream.concat(files().stream(), MADE.stream()).map(Incident::name)
            .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> files = Files.list(CORPUS))
        {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(EXPECTED))
                .map(name -> name.substring(0, name.length() - EXPECTED.length()))).containsExactlyInAnyOrderElementsOf(names);
        }
        final String stories = Files.readString(Path.of("../docs/incidents.md"));
        assertThat(names).allSatisfy(name -> assertThat(stories).contains("`" + name + "`"));
    }

    @Test
    void shouldKeepTheShortRunawayAsItsGeneratorMakesIt() throws IOException
    {
        try (InputStream kept = open(CORPUS.resolve("runaway-2012-short.csv.gz")); InputStream made = new Runaway(1_000, 10_000))
        {
            final String rows = new String(made.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(new String(kept.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(rows);
            assertThat(rows.lines().filter(row -> row.contains(",order_success,")).count()).isEqualTo(4_000);
        }
    }

    @Test
    void shouldShowTheFirstDifferenceWithWhatIsAroundIt()
    {
        assertThat(Difference.first(List.of("preset a", "1  x", "2  y"), List.of("preset a", "1  x", "2  y"))).isEmpty();
        assertThat(Difference.first(List.of("preset a", "1  x", "2  y"), List.of("preset a", "1  x")))
            .contains("line 3 under preset a", "             1  x", "expected:  2  y", "today:     (nothing more)");
        assertThat(Difference.first(List.of(), List.of("new"))).contains("line 1:", "expected:  (nothing more)", "today:     new");
    }
}
