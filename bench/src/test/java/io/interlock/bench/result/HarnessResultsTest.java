package io.interlock.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.bench.result.Distribution.Point;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HarnessResultsTest
{
    private static final String POINTS = "{\"rows\":[],\"distributions\":[{\"group\":\"g\",\"name\":\"n\",\"unit\":\"ns\","
        + "\"count\":2,\"max\":9,\"points\":[%s]}]}";

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void setUp()
    {
        file = folder.resolve("some.json");
    }

    private void assertRefused(final String text, final String... says)
    {
        assertThatThrownBy(() ->
        {
            Files.writeString(file, text);
            HarnessResults.read(file);
        }).as(text).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(file + ": ").hasMessageContainingAll(says);
    }

    @Test
    void shouldReadWhatItWrote() throws IOException
    {
        final Results results = new Results();
        results.row("a.b/c \"quoted\" \\ \n\u00e9", 0.1 + 0.2, "ns");
        results.row("second", -12, "B");
        final Distribution distribution = new Distribution("g", "n", "ns", 3, 1L << 40, List.of(new Point(50, 7), new Point(99.9, 8)));
        results.distribution(distribution);
        new HarnessResults(results).write(file);
        final HarnessResults read = HarnessResults.read(file);
        assertThat(read.rows()).containsExactly(
            java.util.Map.entry("a.b/c \"quoted\" \\ \n\u00e9", 0.1 + 0.2), java.util.Map.entry("second", -12.0));
        assertThat(read.units()).containsEntry("second", "B").containsEntry("a.b/c \"quoted\" \\ \n\u00e9", "ns");
        assertThat(read.distributions()).containsExactly(distribution);
        assertThat(folder.toFile().list()).as("nothing half written stays").containsExactly("some.json");
    }

    @Test
    void shouldReadWhatOthersMayWrite() throws IOException
    {
        Files.writeString(file, "{ \"rows\" : [ {\"unit\":\"\\u006es\",\"value\":1.5E+2,\"name\":\"a\\/\\t\"} ] , \"distributions\":[] } ");
        assertThat(HarnessResults.read(file).rows()).containsExactly(java.util.Map.entry("a/\t", 150.0));
        assertThat(HarnessResults.read(file).units()).containsEntry("a/\t", "ns");
    }

    @Test
    void shouldSayWhatIsWrongAndWhere()
    {
        assertRefused("", "line 1, column 1: expected a value, found the end");
        assertRefused("{\"rows\":[\n  {\"name\":\"a\" 1}]}", "line 2, column 15: expected '}', found '1'");
        assertRefused("{\"rows\":[]} x", "expected nothing more, found 'x'");
        assertRefused("{\"rows\":[],\"rows\":[]}", "\"rows\" only once");
        assertRefused("{\"rows", "expected '\"', found the end");
        assertRefused("{\"ro\nws\":[]}", "no control character");
        assertRefused("{\"\\u12", "an escape");
        assertRefused("{\"\\u12g4\":1}", "four hexadecimal digits");
        assertRefused("{\"\\x\":1}", "an escape");
        assertRefused("{\"rows\":[01]}", "a value");
        assertRefused("{\"rows\":[NaN]}", "a value");
        assertRefused("[".repeat(100_000), "at most 32 levels");
    }

    @Test
    void shouldRefuseWhatNoHarnessMeasures()
    {
        assertRefused("[]", "the document is [] and should be a Map");
        assertRefused("{}", "\"rows\" is null and should be a List");
        assertRefused("{\"rows\":[]}", "\"distributions\" is null");
        assertRefused("{\"rows\":[{\"name\":\"a\",\"value\":\"1\",\"unit\":\"ns\"}],\"distributions\":[]}", "\"value\" is 1", "Double");
        assertRefused("{\"rows\":[{\"name\":\" \",\"value\":1,\"unit\":\"ns\"}],\"distributions\":[]}", "a row without a name");
        assertRefused("{\"rows\":[{\"name\":\"a\",\"value\":1e999,\"unit\":\"ns\"}],\"distributions\":[]}", "a is Infinity");
        final String row = "{\"name\":\"a\",\"value\":1,\"unit\":\"ns\"}";
        assertRefused("{\"rows\":[" + row + "," + row + "],\"distributions\":[]}", "two rows are named a");
        assertRefused(POINTS.formatted("[50]"), "a point is a percentile and a value");
        assertRefused(POINTS.formatted("[60,1],[50,2]"), "percentiles rise");
        assertRefused(POINTS.formatted("[100,1]"), "percentiles rise");
        assertRefused(POINTS.formatted("[50,-1]"), "-1.0 is not a whole number");
        assertRefused(POINTS.formatted("[50,1.5]"), "1.5 is not a whole number");
    }

    @Test
    void shouldRefuseBytesThatAreNoText() throws IOException
    {
        Files.write(file, "{\"rows\u00e9\":[]}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> HarnessResults.read(file)).isInstanceOf(IllegalArgumentException.class)
            .hasMessage(file + ": is not UTF-8");
    }
}
