package io.interlock.core.testing.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Breaks the code in one way after the other, demands that the tests which are named fail, and writes down what it saw. First they have to
 * pass with the code as it is: a test that fails anyway shows nothing.
 *
 * <p>Threading: its main thread.
 */
public final class MutationRun
{
    private final Ledger ledger;
    private final MutantRunner runner;
    private final String commit;
    private final Path shown;

    private MutationRun(final Ledger ledger, final MutantRunner runner, final String commit, final Path shown)
    {
        this.ledger = ledger;
        this.runner = runner;
        this.commit = commit;
        this.shown = shown;
    }

    /**
     * Runs mutations.
     *
     * @param args the root of the repository, the commit, then names; none are all of them, {@code --missing} those without an outcome.
     * @throws IOException          where something cannot be read, compiled or written.
     * @throws InterruptedException where this process is to end.
     */
    public static void main(final String[] args) throws IOException, InterruptedException
    {
        final Path root = Path.of(args[0]).toAbsolutePath().normalize();
        final Ledger ledger = Ledger.read(root);
        final Set<String> names = new LinkedHashSet<>(Arrays.asList(args).subList(2, args.length));
        if (names.isEmpty())
        {
            names.addAll(ledger.mutations().keySet());
        }
        else if (names.remove("--missing"))
        {
            ledger.mutations().keySet().stream().filter(name -> isMissing(ledger, name)).forEach(names::add);
        }
        names.stream().filter(name -> !ledger.mutations().containsKey(name)).forEach(name ->
        {
            System.err.println("mutations: there is no " + name);
            System.exit(2);
        });
        final Path shown = Files.createDirectories(root.resolve("target/mutations"));
        final MutantRunner runner = new MutantRunner(root, new TestTree(root), shown);
        System.exit(new MutationRun(ledger, runner, args[1], shown).all(names) ? 0 : 1);
    }

    private static boolean isMissing(final Ledger ledger, final String name)
    {
        return ledger.outcome(name) == null || ledger.clauses().stream().filter(clause -> clause.mutations().contains(name))
            .anyMatch(clause -> clause.tests().stream().anyMatch(test -> ledger.caught(clause, test).isEmpty()));
    }

    private boolean all(final Set<String> names) throws IOException, InterruptedException
    {
        final Set<String> tests = new TreeSet<>();
        names.forEach(name -> tests.addAll(ledger.testsOf(name)));
        System.out.printf("mutations: %d, of %d tests that have to pass first%n", names.size(), tests.size());
        final List<String> broken = new ArrayList<>();
        final Map<String, String> unbroken = runner.run(null, tests, shown.resolve("unbroken"));
        for (final String name : names)
        {
            final List<String> failing = ledger.testsOf(name).stream().filter(test -> !unbroken.get(test).equals("PASSED")).toList();
            if (failing.isEmpty())
            {
                one(ledger.mutations().get(name), broken);
                ledger.writeOutcomes();
            }
            else
            {
                broken.add(name + " was not run, since with the code as it is these do not pass: " + failing);
            }
        }
        broken.forEach(line -> System.out.println("mutations: " + line));
        System.out.println("mutations: "
            + (broken.isEmpty() ? "each was noticed" : broken.size() + " faults; target/mutations has the logs"));
        return broken.isEmpty();
    }

    private void one(final Mutation mutation, final List<String> broken) throws IOException, InterruptedException
    {
        final long startNs = System.nanoTime();
        final Map<String, String> results;
        try
        {
            results = runner.run(runner.broken(mutation), ledger.testsOf(mutation.name()), shown.resolve(mutation.name()));
        }
        catch (final IOException refused)
        {
            broken.add(refused.getMessage());
            return;
        }
        final List<String> failed = results.keySet().stream().filter(test -> results.get(test).equals("FAILED")).toList();
        System.out.printf("%-36s %5.1f s  %s%n", mutation.name(), (System.nanoTime() - startNs) / 1e9, results);
        for (final Clause clause : ledger.clauses())
        {
            if (clause.mutations().contains(mutation.name()) && clause.tests().stream().noneMatch(failed::contains))
            {
                broken.add(mutation.name() + " was NOT noticed by the tests of " + clause.id() + ": " + clause.tests());
            }
        }
        if (!failed.isEmpty())
        {
            ledger.put(new Outcome(
                mutation.name(), mutation.fingerprint(), LocalDate.now(ZoneOffset.UTC).toString(), commit, failed));
        }
    }
}
