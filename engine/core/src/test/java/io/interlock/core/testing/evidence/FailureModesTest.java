package io.interlock.core.testing.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pages for people about what fails and who attacks say what the code does: every issue type is there, and every test, metric and alert
 * rule that they name exists.
 *
 * <p>Threading: one test thread.
 */
final class FailureModesTest
{
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path DOCS = ROOT.resolve("engine/docs");
    /** Bits of the guard word, which are no issues. */
    private static final Set<String> GUARD = Set.of("TICKLESS", "KILLED", "FAULT");

    @Test
    void shouldTellOfEachIssueTypeThatTheCodeCanRaise() throws IOException
    {
        final Set<String> raised = IssueTypes.raised(ROOT);
        assertThat(raised).contains("STALE", "JOURNAL_SPACE", "CONSOLE_START", "NOTIFY_ACKS_UP", "INPUT", "LISTENER_HUNG", "LOSS");
        final Set<String> told = IssueTypes.told(Files.readAllLines(DOCS.resolve("failure-modes.md")));
        final Set<String> missing = raised.stream()
            .filter(type -> type.endsWith("_") ? told.stream().noneMatch(one -> one.startsWith(type)) : !told.contains(type))
            .collect(Collectors.toCollection(TreeSet::new));
        assertThat(missing).as("issue types without a row in engine/docs/failure-modes.md, in its third column").isEmpty();
        final Set<String> gone = told.stream().filter(type -> !raised.contains(type) && !GUARD.contains(type)
            && raised.stream().noneMatch(one -> one.endsWith("_") && type.startsWith(one))).collect(Collectors.toCollection(TreeSet::new));
        assertThat(gone).as("words in engine/docs/failure-modes.md that no code raises").isEmpty();
    }

    @Test
    void shouldFillEachCell() throws IOException
    {
        for (final String page : List.of("failure-modes.md", "threat-model.md"))
        {
            final List<String> rows = Files.readAllLines(DOCS.resolve(page)).stream().filter(line -> line.startsWith("| ")).toList();
            assertThat(rows).as(page).hasSizeGreaterThan(20).allSatisfy(row ->
                assertThat(row.substring(2, row.length() - 2).split(" \\| ")).as(row).allSatisfy(cell -> assertThat(cell).isNotBlank()));
        }
    }

    @Test
    void shouldNameTestsMetricsAndAlertsThatThereAre() throws IOException
    {
        final TestTree tree = new TestTree(ROOT);
        final String rules = Files.readString(DOCS.resolve("prometheus/interlock-rules.yml"));
        final String metrics = Files.readString(DOCS.resolve("metrics.md"));
        for (final String page : List.of("failure-modes.md", "threat-model.md"))
        {
            final String text = Files.readString(DOCS.resolve(page));
            for (final String test : words(text, "`([\\w.]*[A-Z]\\w*(?:Test|IT)(?:\\.should\\w+)?)`"))
            {
                assertThat(tree.problem(test)).as("%s names %s", page, test).isNull();
            }
            for (final String alert : words(text, "`(Interlock(?!Test)[A-Z]\\w+)`"))
            {
                assertThat(rules).as("%s names the alert %s", page, alert).contains("alert: " + alert + '\n');
            }
            for (final String metric : words(text, "`(interlock_[a-z_]+)"))
            {
                assertThat(metrics).as("%s names the metric %s", page, metric).contains('`' + metric + '`');
            }
        }
    }

    private static List<String> words(final String text, final String pattern)
    {
        final Matcher found = Pattern.compile(pattern).matcher(text);
        final Stream.Builder<String> words = Stream.builder();
        while (found.find())
        {
            words.add(found.group(1));
        }
        return words.build().distinct().toList();
    }
}
