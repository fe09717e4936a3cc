package io.interlock.core.testing.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Shows the ledger: with the counts of the build that has just run as {@code target/evidence.html}, which stands alone, and without what
 * changes from build to build as {@code engine/docs/evidence.md}.
 *
 * <p>Threading: one thread.
 */
public final class EvidencePage
{
    private static final String STYLE = """
        :root{color-scheme:light dark;--line:#8884;--bad:#c62828;--dim:#777}
        body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:84rem;padding:0 1rem}
        table{border-collapse:collapse;width:100%;margin:0 0 2rem}
        th,td{border:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top}
        td:first-child{white-space:nowrap}code{font-size:.9em;overflow-wrap:anywhere}
        td.empty{background:var(--bad);color:#fff}.dim{color:var(--dim)}nav label{margin-right:1rem}
        """;
    private static final String SCRIPT = """
        const all=document.getElementById('section'),text=document.getElementById('text'),bad=document.getElementById('bad');
        function show(){for(const s of document.querySelectorAll('section')){let any=false;
        for(const r of s.querySelectorAll('tbody tr')){const on=(!all.value||s.id===all.value)
        &&r.textContent.toLowerCase().includes(text.value.toLowerCase())&&(!bad.checked||r.querySelector('.empty'));
        r.hidden=!on;any=any||on}s.hidden=!any}}
        for(const e of [all,text,bad])e.addEventListener('input',show);
        """;

    private final Ledger ledger;
    private final TestTree tree;
    private final CaseCounts counts;
    private int empty;

    EvidencePage(final Ledger ledger, final TestTree tree, final CaseCounts counts)
    {
        this.ledger = ledger;
        this.tree = tree;
        this.counts = counts;
    }

    /**
     * Writes the page of a build.
     *
     * @param args the root of the repository.
     * @throws IOException where it cannot be written.
     */
    public static void main(final String[] args) throws IOException
    {
        final Path root = Path.of(args[0]).toAbsolutePath().normalize();
        final CaseCounts counts = CaseCounts.read(root);
        final Path page = root.resolve("target/evidence.html");
        if (counts.isEmpty())
        {
            System.out.println("evidence: no test has run in this build, so " + page + " is left as it is");
            return;
        }
        final EvidencePage shown = new EvidencePage(Ledger.read(root), new TestTree(root), counts);
        Files.createDirectories(page.getParent());
        Files.writeString(page, shown.html(Instant.now()), StandardCharsets.UTF_8);
        System.out.println("evidence: " + shown.ledger.clauses().size() + " clauses, " + shown.ledger.mutations().size()
            + " mutations, " + (shown.empty == 0 ? "no empty cell" : shown.empty + " EMPTY CELLS") + ": " + page);
    }

    /**
     * The page for a browser.
     *
     * @param now when it is made.
     * @return HTML that asks for nothing from elsewhere.
     */
    String html(final Instant now)
    {
        final StringBuilder body = new StringBuilder(65_536);
        final StringBuilder choices = new StringBuilder();
        for (final Section section : ledger.sections())
        {
            final String title = escape(section.id() + " " + section.title());
            choices.append("<option value=\"s").append(section.id()).append("\">").append(title).append("</option>");
            body.append("<section id=\"s").append(section.id()).append("\"><h2>").append(title)
                .append("</h2><table><thead><tr><th>id</th><th>what is promised</th><th>tests that hold it</th>")
                .append("<th>cases in this build</th><th>mutation that they failed at</th></tr></thead><tbody>");
            section.clauses().forEach(clause -> row(body, clause));
            body.append("</tbody></table></section>\n");
        }
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Interlock: evidence</title><style>" + STYLE
            + "</style></head><body><h1>Evidence</h1><p>Each promise of the design and of the law, the tests that hold it, how often"
            + " they ran in the build of " + now.truncatedTo(ChronoUnit.SECONDS) + " (reports: " + counts.span() + "), and the change of"
            + " the code that they were seen to fail at. " + ledger.clauses().size() + " clauses, " + ledger.mutations().size()
            + " mutations, <b>"
            + (empty == 0 ? "no empty cell" : empty + " empty cells") + "</b>.</p><nav><label>section <select id=\"section\">"
            + "<option value=\"\">all</option>" + choices + "</select></label><label>containing <input id=\"text\"></label>"
            + "<label><input type=\"checkbox\" id=\"bad\"> empty cells only</label></nav>\n" + body + "<script>" + SCRIPT
            + "</script></body></html>\n";
    }

    private void row(final StringBuilder page, final Clause clause)
    {
        final StringBuilder tests = new StringBuilder();
        final StringBuilder cases = new StringBuilder();
        boolean ran = !clause.tests().isEmpty();
        for (final String test : clause.tests())
        {
            final TestName found = tree.find(test);
            final CaseCounts.Cases one = counts.of(found);
            ran &= one.passed() > 0 && one.failed() == 0;
            tests.append("<div title=\"").append(escape(found.module() + ": " + found.className())).append("\"><code>").append(escape(test))
                .append("</code></div>");
            cases.append("<div>").append(one.passed()).append(one.skipped() > 0 ? ", " + one.skipped() + " skipped" : "")
                .append(one.failed() > 0 ? ", " + one.failed() + " FAILED" : "").append("</div>");
            counts.repeatedBy(found).forEach(beside -> cases.append("<div class=\"dim\">").append(escape(
                beside.what() + ": " + beside.count() + (beside.seen().isBlank() ? "" : ", " + beside.seen()))).append("</div>"));
        }
        final StringBuilder broken = new StringBuilder();
        boolean caught = !clause.mutations().isEmpty();
        for (final String name : clause.mutations())
        {
            final Mutation mutation = ledger.mutations().get(name);
            final Outcome outcome = ledger.outcome(name);
            caught &= outcome != null;
            broken.append("<div><code>").append(escape(name)).append("</code> ").append(escape(mutation == null ? "" : mutation.what()))
                .append(" <span class=\"dim\">").append(escape(seen(clause, outcome))).append("</span></div>");
        }
        caught &= clause.tests().stream().noneMatch(test -> ledger.caught(clause, test).isEmpty());
        page.append("<tr><td>").append(escape(clause.id())).append("</td><td>").append(escape(clause.text())).append("</td>")
            .append(cell(tests, !clause.tests().isEmpty())).append(cell(cases, ran)).append(cell(broken, caught)).append("</tr>\n");
    }

    private static String seen(final Clause clause, final Outcome outcome)
    {
        return outcome == null ? "not run" : outcome.date() + " at " + outcome.commit() + ", failed: "
            + clause.tests().stream().filter(outcome.failed()::contains).count() + " of " + clause.tests().size();
    }

    private String cell(final StringBuilder content, final boolean whole)
    {
        empty += whole ? 0 : 1;
        return (whole ? "<td>" : "<td class=\"empty\">") + content + "</td>";
    }

    private static String escape(final String text)
    {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /**
     * The page for the repository, without what changes from build to build.
     *
     * @param ledger to show.
     * @return Markdown.
     */
    static String markdown(final Ledger ledger)
    {
        final StringBuilder page = new StringBuilder(32_768);
        page.append("# Evidence\n\n")
            .append("What is promised, clause by clause; the tests that hold it; and the change of the code (the mutation) at which each\n")
            .append("of these tests has been seen to fail. Generated; do not edit. `mvn verify` leaves the same page with the case\n")
            .append("counts of that build in `target/evidence.html`; `.ci/mutations` makes the changes, one at a time, and demands that\n")
            .append("the tests fail.\n")
            .append("A build fails where a clause has no test, a test that is named does not exist or has not failed at a mutation, or a\n")
            .append("mutation no longer applies. [How to add a clause, a test, a mutation](../../CONTRIBUTING.md#evidence).\n\n")
            .append(ledger.clauses().size()).append(" clauses, ").append(ledger.mutations().size()).append(" mutations.\n");
        for (final Section section : ledger.sections())
        {
            page.append("\n## ").append(section.id()).append(' ').append(section.title())
                .append("\n\n| id | what is promised | tests that hold it | failed at |\n|---|---|---|---|\n");
            for (final Clause clause : section.clauses())
            {
                page.append("| ").append(clause.id()).append(" | ").append(clause.text().replace("|", "\\|")).append(" | ")
                    .append(joined(clause.tests())).append(" | ").append(joined(clause.mutations())).append(" |\n");
            }
        }
        page.append("\n## Mutations\n\n| mutation | what it breaks | in |\n|---|---|---|\n");
        for (final Mutation mutation : ledger.mutations().values())
        {
            page.append("| `").append(mutation.name()).append("` | ").append(mutation.what().replace("|", "\\|")).append(" | `")
                .append(mutation.file().substring(mutation.file().lastIndexOf('/') + 1)).append("` |\n");
        }
        return page.toString();
    }

    private static String joined(final List<String> names)
    {
        return String.join("<br>", names.stream().map(name -> '`' + name + '`').toList());
    }
}
