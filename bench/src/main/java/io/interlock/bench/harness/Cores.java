package io.interlock.bench.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/**
 * Gives a thread a core of its own, by {@code taskset}, where there is one (Linux). A thread that is woken while others spin is put where
 * there is room, and two that spin may so come to share a core for milliseconds: what is measured then is the scheduler. Elsewhere, or with
 * one core, threads stay where they are put.
 *
 * <p>Threading: each thread moves itself.
 */
final class Cores
{
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path SELF = Path.of("/proc/thread-self");
    private static final String LIST = "Cpus_allowed_list:";
    private static final List<Integer> ALL = allowed();

    private Cores()
    {
    }

    /** Whether two threads can have a core each here: the calling thread is moved to find out, to where it may be already. */
    static boolean areFree()
    {
        return ALL.size() > 1 && taskset(all(), self()) == 0;
    }

    /** Puts the calling thread on a core: the first, the second, and so on, of those that this process may use. */
    static void pin(final int which)
    {
        move(String.valueOf(ALL.get(which)));
    }

    /** Lets the calling thread run anywhere again: threads begin where the one that started them is. */
    static void free()
    {
        move(all());
    }

    private static String all()
    {
        return String.join(",", ALL.stream().map(String::valueOf).toList());
    }

    /** Makes threads that run anywhere, but for the one of a name, which has a core of its own. */
    static ThreadFactory factory(final String pinned, final int which)
    {
        return work ->
        {
            final Thread thread = new Thread(() ->
            {
                if (Thread.currentThread().getName().equals(pinned))
                {
                    pin(which);
                }
                else
                {
                    free();
                }
                work.run();
            });
            thread.setDaemon(true);
            return thread;
        };
    }

    private static void move(final String cores)
    {
        final int failed = taskset(cores, self());
        if (failed != 0)
        {
            throw new IllegalStateException("taskset -cp " + cores + " ended with " + failed);
        }
    }

    /** The system's number of the calling thread. */
    private static String self()
    {
        try
        {
            return SELF.toRealPath().getFileName().toString();
        }
        catch (final IOException unreadable)
        {
            throw new UncheckedIOException(SELF + " says nothing of this thread", unreadable);
        }
    }

    private static int taskset(final String cores, final String thread)
    {
        try
        {
            return new ProcessBuilder("taskset", "-cp", cores, thread).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        }
        catch (final IOException absent)
        {
            return -1;
        }
        catch (final InterruptedException interrupted)
        {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static List<Integer> allowed()
    {
        if (!Files.isReadable(SELF))
        {
            return List.of();
        }
        try
        {
            for (final String line : Files.readAllLines(STATUS))
            {
                if (line.startsWith(LIST))
                {
                    return numbers(line.substring(LIST.length()).trim());
                }
            }
        }
        catch (final IOException unreadable)
        {
            return List.of();
        }
        return List.of();
    }

    /** {@code 0-3,8} as numbers. */
    static List<Integer> numbers(final String list)
    {
        final List<Integer> numbers = new ArrayList<>();
        for (final String part : list.split(","))
        {
            final String[] ends = part.split("-");
            for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++)
            {
                numbers.add(i);
            }
        }
        return numbers;
    }
}
