package io.interlock.bench.budget;

import java.nio.file.Path;

/**
 * What a budget run was told.
 *
 * @param folder  to write to.
 * @param core    the short form: rows that need one core alone, and their budgets.
 * @param slack   multiplies each limit.
 * @param publish the repository whose README, table and charts are written anew; null for none.
 */
record RunOptions(Path folder, boolean core, double slack, Path publish)
{
    static final String USAGE = """
        usage: BudgetRun [--core] [--slack FACTOR] [--publish ROOT] [FOLDER]
          --core            only what one core can be held to: about a minute
          --slack FACTOR    multiplies every limit (1)
          --publish ROOT    writes the table into ROOT/README.md and the charts into ROOT/engine/docs
          FOLDER            results.json, results.md, jmh.json and the charts (target/results)""";

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException with the one that is wrong.
     */
    static RunOptions parse(final String... args)
    {
        Path folder = Path.of("target/results");
        Path publish = null;
        boolean core = false;
        double slack = 1;
        for (int i = 0; i < args.length; i++)
        {
            if (args[i].equals("--core"))
            {
                core = true;
            }
            else if (args[i].equals("--slack") && i + 1 < args.length)
            {
                slack = factor(args[++i]);
            }
            else if (args[i].equals("--publish") && i + 1 < args.length)
            {
                publish = Path.of(args[++i]);
            }
            else if (args[i].startsWith("-"))
            {
                throw new IllegalArgumentException("unknown or incomplete option " + args[i]);
            }
            else if (!args[i].isEmpty())
            {
                folder = Path.of(args[i]);
            }
        }
        return new RunOptions(folder, core, slack, publish);
    }

    private static double factor(final String text)
    {
        try
        {
            final double factor = Double.parseDouble(text);
            if (factor >= 1 && factor <= 100)
            {
                return factor;
            }
        }
        catch (final NumberFormatException notANumber)
        {
            // Said below.
        }
        throw new IllegalArgumentException("--slack " + text + " is not a number from 1 to 100");
    }
}
