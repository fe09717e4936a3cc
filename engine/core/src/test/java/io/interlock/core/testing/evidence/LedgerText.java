package io.interlock.core.testing.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the two texts of the ledger.
 *
 * <p>Threading: none of its own.
 */
final class LedgerText
{
    private static final String TEST = "  test ";
    private static final String MUTATION = "  mutation ";
    private static final String FILE = "  file ";
    private static final String BEFORE = "  - ";
    private static final String AFTER = "  + ";

    private LedgerText()
    {
    }

    /**
     * Reads clauses: {@code ## ID title} begins a section, a line that begins with an id a clause, whose text may go on in lines that are
     * indented by four; {@code test} and {@code mutation} lines belong to the clause before them.
     *
     * @param lines of the file.
     * @return the sections.
     */
    static List<Section> clauses(final List<String> lines)
    {
        final List<Section> sections = new ArrayList<>();
        for (final String line : lines)
        {
            if (line.isBlank() || line.startsWith("#") && !line.startsWith("## "))
            {
                continue;
            }
            if (line.startsWith("## "))
            {
                final String[] parts = line.substring(3).split(" ", 2);
                sections.add(new Section(parts[0], parts[1], new ArrayList<>()));
                continue;
            }
            final List<Clause> clauses = sections.get(sections.size() - 1).clauses();
            if (line.startsWith(TEST))
            {
                clauses.get(clauses.size() - 1).tests().add(line.substring(TEST.length()).strip());
            }
            else if (line.startsWith(MUTATION))
            {
                clauses.get(clauses.size() - 1).mutations().add(line.substring(MUTATION.length()).strip());
            }
            else if (line.startsWith("    "))
            {
                final Clause last = clauses.remove(clauses.size() - 1);
                clauses.add(new Clause(last.id(), last.text() + ' ' + line.strip(), last.tests(), last.mutations()));
            }
            else
            {
                final String[] parts = line.split(" ", 2);
                if (parts.length != 2 || !parts[0].startsWith(sections.get(sections.size() - 1).id() + '.'))
                {
                    throw new IllegalArgumentException("clauses.txt: what is \"" + line + "\"?");
                }
                clauses.add(new Clause(parts[0], parts[1].strip(), new ArrayList<>(), new ArrayList<>()));
            }
        }
        return sections;
    }

    /**
     * Reads mutations: {@code NAME what it breaks}, then its {@code file}, lines {@code -} of before and {@code +} of after.
     *
     * @param lines of the file.
     * @return by name, in order.
     */
    static Map<String, Mutation> mutations(final List<String> lines)
    {
        final Map<String, Mutation> all = new LinkedHashMap<>();
        Mutation last = null;
        for (final String line : lines)
        {
            if (line.isBlank() || line.startsWith("#"))
            {
                continue;
            }
            if (line.startsWith(FILE))
            {
                last = new Mutation(last.name(), last.what(), line.substring(FILE.length()).strip(), last.before(), last.after());
                all.put(last.name(), last);
            }
            else if (line.startsWith(BEFORE))
            {
                last.before().add(line.substring(BEFORE.length()).strip());
            }
            else if (line.startsWith(AFTER) || line.equals("  +"))
            {
                last.after().add(line.substring(AFTER.length() - 1).strip());
            }
            else
            {
                final String[] parts = line.split(" ", 2);
                if (parts.length != 2 || !parts[0].matches("[A-Z][A-Z0-9_]+") || all.containsKey(parts[0]))
                {
                    throw new IllegalArgumentException("mutations.txt: what is \"" + line + "\", and is its name new?");
                }
                last = new Mutation(parts[0], parts[1].strip(), "", new ArrayList<>(), new ArrayList<>());
                all.put(last.name(), last);
            }
        }
        return all;
    }
}
