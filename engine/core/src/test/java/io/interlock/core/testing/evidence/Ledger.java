package io.interlock.core.testing.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that is written down: clauses with their tests and mutations, the mutations themselves, and what came of running them.
 *
 * <p>Threading: one thread.
 */
final class Ledger
{
    private static final String FOLDER = "engine/core/src/test/resources/evidence";

    private final Path root;
    private final List<Section> sections;
    private final Map<String, Mutation> mutations;
    private final Map<String, Outcome> outcomes;

    private Ledger(
        final Path root, final List<Section> sections, final Map<String, Mutation> mutations, final Map<String, Outcome> outcomes)
    {
        this.root = root;
        this.sections = sections;
        this.mutations = mutations;
        this.outcomes = outcomes;
    }

    /**
     * Reads it.
     *
     * @param root of the repository.
     * @return all of it.
     * @throws IOException              where a file cannot be read.
     * @throws IllegalArgumentException where a line makes no sense.
     */
    static Ledger read(final Path root) throws IOException
    {
        final Map<String, Outcome> outcomes = new TreeMap<>();
        for (final String line : lines(outcomesFile(root)))
        {
            if (!line.isBlank() && !line.startsWith("#"))
            {
                final Outcome outcome = Outcome.of(line);
                outcomes.put(outcome.mutation(), outcome);
            }
        }
        return new Ledger(root, LedgerText.clauses(lines(root.resolve(FOLDER).resolve("clauses.txt"))),
            LedgerText.mutations(lines(root.resolve(FOLDER).resolve("mutations.txt"))), outcomes);
    }

    private static List<String> lines(final Path file) throws IOException
    {
        try
        {
            return Files.readAllLines(file);
        }
        catch (final NoSuchFileException none)
        {
            return List.of();
        }
    }

    static Path outcomesFile(final Path root)
    {
        return root.resolve(FOLDER).resolve("outcomes.tsv");
    }

    List<Section> sections()
    {
        return sections;
    }

    Map<String, Mutation> mutations()
    {
        return mutations;
    }

    /**
     * What came of a mutation as it is written today.
     *
     * @param name of the mutation.
     * @return null where it has not been run since it was last changed.
     */
    Outcome outcome(final String name)
    {
        final Outcome outcome = outcomes.get(name);
        final Mutation mutation = mutations.get(name);
        return outcome == null || mutation == null || !outcome.fingerprint().equals(mutation.fingerprint()) ? null : outcome;
    }

    void put(final Outcome outcome)
    {
        outcomes.put(outcome.mutation(), outcome);
    }

    /** Writes what came of every mutation that there still is. */
    void writeOutcomes() throws IOException
    {
        final List<String> lines = new ArrayList<>();
        lines.add("# Written by .ci/mutations. mutation, fingerprint of the change, date, commit, tests that failed");
        outcomes.values().stream().filter(outcome -> mutations.containsKey(outcome.mutation())).map(Outcome::line).forEach(lines::add);
        Files.write(outcomesFile(root), lines);
    }

    /**
     * The tests that are to fail at a mutation.
     *
     * @param name of the mutation.
     * @return those of each clause that names it.
     */
    Set<String> testsOf(final String name)
    {
        final Set<String> tests = new TreeSet<>();
        clauses().stream().filter(clause -> clause.mutations().contains(name)).forEach(clause -> tests.addAll(clause.tests()));
        return tests;
    }

    List<Clause> clauses()
    {
        return sections.stream().flatMap(section -> section.clauses().stream()).toList();
    }

    /**
     * The mutations of a clause that one of its tests has failed at.
     *
     * @param clause that is held.
     * @param test   of the clause.
     * @return their names, none where the test has never been seen to fail.
     */
    List<String> caught(final Clause clause, final String test)
    {
        return clause.mutations().stream().filter(name -> outcome(name) != null && outcome(name).failed().contains(test)).toList();
    }

    /**
     * What is not whole.
     *
     * @return a line for each gap; none where everything is held.
     * @throws IOException where a file of the tree cannot be read.
     */
    List<String> gaps() throws IOException
    {
        final List<String> gaps = new ArrayList<>();
        final Map<String, Clause> ids = new LinkedHashMap<>();
        final Set<String> used = new HashSet<>();
        final TestTree tree = new TestTree(root);
        for (final Clause clause : clauses())
        {
            if (ids.put(clause.id(), clause) != null)
            {
                gaps.add(clause.id() + " is there twice");
            }
            gapsOf(clause, tree, gaps);
            used.addAll(clause.mutations());
        }
        for (final Mutation mutation : mutations.values())
        {
            if (!used.contains(mutation.name()))
            {
                gaps.add(mutation.name() + ": no clause names this mutation");
            }
            final Path file = root.resolve(mutation.file());
            final String obstacle = Files.isRegularFile(file) ? mutation.obstacle(Files.readString(file))
                : mutation.name() + ": there is no file " + mutation.file();
            if (obstacle != null)
            {
                gaps.add(obstacle);
            }
        }
        return gaps;
    }

    private void gapsOf(final Clause clause, final TestTree tree, final List<String> gaps)
    {
        if (clause.tests().isEmpty())
        {
            gaps.add(clause.id() + ": no test holds it");
        }
        if (clause.mutations().isEmpty())
        {
            gaps.add(clause.id() + ": no mutation is named that its tests have failed at");
        }
        for (final String name : clause.mutations())
        {
            if (!mutations.containsKey(name))
            {
                gaps.add(clause.id() + ": there is no mutation " + name);
            }
            else if (outcome(name) == null)
            {
                gaps.add(clause.id() + ": " + name + " has not been run since it was changed: run .ci/mutations " + name);
            }
        }
        for (final String test : clause.tests())
        {
            try
            {
                tree.find(test);
            }
            catch (final IllegalArgumentException nowhere)
            {
                gaps.add(clause.id() + ": " + nowhere.getMessage());
            }
            if (caught(clause, test).isEmpty())
            {
                gaps.add(clause.id() + ": " + test + " has not been seen to fail at any of " + clause.mutations()
                    + ": run .ci/mutations, or name another mutation");
            }
        }
    }
}
