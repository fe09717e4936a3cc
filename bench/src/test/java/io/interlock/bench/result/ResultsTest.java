package io.interlock.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ResultsTest
{
    private static Distribution distribution(final String group, final String name, final int samples)
    {
        final Histogram histogram = new Histogram(1_000_000_000L, 3);
        for (int i = 1; i <= samples; i++)
        {
            histogram.recordValue(i * 10L);
        }
        return Distribution.of(group, name, "ns", histogram);
    }

    @Test
    void shouldReadBackWhatItWrote(@TempDir final Path folder) throws Exception
    {
        final Results results = new Results();
        results.row("start.firstCheck", 190.25, "ms");
        results.row("odd \"name\"\\", 1e-7, "B");
        results.distribution(distribution("reaction", "interlock", 2_000));
        final Path file = folder.resolve("x.json");
        new HarnessResults(results).write(file);
        final HarnessResults read = HarnessResults.read(file);
        assertThat(read.rows()).containsEntry("start.firstCheck", 190.25).containsEntry("odd \"name\"\\", 1e-7);
        assertThat(read.units()).containsEntry("start.firstCheck", "ms");
        assertThat(read.distributions()).isEqualTo(List.copyOf(results.distributions()));
    }

    @Test
    void shouldNameTheFileThatIsDamaged(@TempDir final Path folder) throws Exception
    {
        final Results results = new Results();
        results.row("a", 1, "ns");
        results.distribution(distribution("g", "n", 500));
        final Path file = folder.resolve("x.json");
        new HarnessResults(results).write(file);
        final String whole = Files.readString(file);
        final Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 2_000; i++)
        {
            final StringBuilder damaged = new StringBuilder(whole.substring(0, random.nextInt(whole.length() + 1)));
            if (damaged.length() > 0 && random.nextBoolean())
            {
                damaged.setCharAt(random.nextInt(damaged.length()), (char)random.nextInt(128));
            }
            Files.writeString(file, damaged);
            try
            {
                HarnessResults.read(file);
            }
            catch (final IllegalArgumentException said)
            {
                refused++;
                assertThat(said).hasMessageContaining("x.json");
            }
        }
        assertThat(refused).as("seed 7").isGreaterThan(1_000);
    }

    @Test
    void shouldRefuseTwoRowsOfOneName()
    {
        final Results results = new Results();
        results.row("a", 1, "ns");
        assertThatThrownBy(() -> results.row("a", 2, "ns")).hasMessageContaining("a");
        assertThatThrownBy(() -> results.row("b", Double.NaN, "ns")).hasMessageContaining("b");
    }

    @Test
    void shouldKeepPercentilesAsFarAsASampleLiesAbove()
    {
        final Distribution thousand = distribution("g", "n", 1_000);
        assertThat(thousand.points().get(0)).isEqualTo(new Distribution.Point(50, 5_003));
        assertThat(thousand.points().get(thousand.points().size() - 1).percentile()).isEqualTo(99.9);
        assertThat(thousand.count()).isEqualTo(1_000);
    }

    @Test
    void shouldDrawEverySeriesByName(@TempDir final Path folder) throws Exception
    {
        final Results results = new Results();
        results.distribution(distribution("tradeLatency", "interlock & more", 20_000));
        results.distribution(distribution("tradeLatency", "control", 20_000));
        results.distribution(distribution("reaction", "rawHop", 20_000));
        results.distribution(distribution("other", "unknown", 20_000));
        final List<Path> files = Charts.write(List.of(new HarnessResults(results)), folder);
        assertThat(files).extracting(file -> file.getFileName().toString()).containsExactlyInAnyOrder("guarded-trade.svg", "reaction.svg");
        final Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(new ByteArrayInputStream(Files.readString(folder.resolve("guarded-trade.svg")).getBytes(StandardCharsets.UTF_8)));
        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(svg.getDocumentElement().getTextContent()).contains("interlock & more", "control", "99.99 %", "100 us");
    }
}
