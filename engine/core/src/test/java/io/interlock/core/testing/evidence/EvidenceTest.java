package io.interlock.core.testing.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Nothing is promised that no test holds, and no test is named that has not been seen to fail. By source alone, so that it looks at every
 * module.
 *
 * <p>Threading: one test thread.
 */
final class EvidenceTest
{
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path PAGE = ROOT.resolve("engine/docs/evidence.md");

    @Test
    void shouldHaveATestAndAMutationThatItFailedAtForEveryClause() throws IOException
    {
        final Ledger ledger = Ledger.read(ROOT);
        assertThat(ledger.gaps()).as("CONTRIBUTING.md says how evidence is added and adapted").isEmpty();
        assertThat(ledger.clauses()).hasSizeGreaterThan(90);
    }

    @Test
    void shouldShowInTheRepositoryWhatTheLedgerSays() throws IOException
    {
        final String generated = EvidencePage.markdown(Ledger.read(ROOT));
        if (Boolean.getBoolean("interlock.regenerate"))
        {
            Files.writeString(PAGE, generated);
        }
        assertThat(Files.readString(PAGE))
            .as("engine/docs/evidence.md is generated: run this test with -Dinterlock.regenerate=true after a change of the ledger")
            .isEqualTo(generated);
    }

    @Test
    void shouldMarkWhatIsEmpty() throws IOException
    {
        final CaseCounts none = CaseCounts.read(Path.of("nowhere"));
        final String page = new EvidencePage(Ledger.read(ROOT), new TestTree(ROOT), none).html(Instant.EPOCH);
        assertThat(page).as("no test has run: no clause has cases").contains("<td class=\"empty\"><div>0</div>").doesNotContain("http");
    }

    @Test
    void shouldNotApplyWhereTheCodeHasMovedOn()
    {
        final Mutation mutation = new Mutation("M", "what", "F.java", List.of("if (a)", "{"), List.of("if (b)", "{"));
        assertThat(mutation.obstacle("    if (a)\n    {\n    }\n")).isNull();
        assertThat(mutation.applied("    if (a)\n    {\n    }\n")).isEqualTo("    if (b)\n{\n    }\n");
        assertThat(mutation.obstacle("if (c) {")).contains("found 0 times");
        assertThat(mutation.obstacle("if (a) { if (a) {")).contains("found 2 times");
    }

    @Test
    void shouldFindEachTestThatIsNamedAndNoOther()
    {
        final TestTree tree = new TestTree(ROOT);
        assertThat(tree.find("EvidenceTest.shouldFindEachTestThatIsNamedAndNoOther").module()).isEqualTo("engine/core");
        assertThatThrownBy(() -> tree.find("EvidenceTest.shouldNotBeThere")).hasMessageContaining("no such test");
        assertThatThrownBy(() -> tree.find("NoSuchTest.shouldX")).hasMessageContaining("no test class");
        assertThatThrownBy(() -> tree.find("PackageDirectionTest.shouldX")).hasMessageContaining("more than one");
    }
}
