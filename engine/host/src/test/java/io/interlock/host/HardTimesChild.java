package io.interlock.host;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.engine.Scope;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.port.Issue;
import io.interlock.core.testing.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A gateway in a process of its own from which something is taken while it runs. It does what its standard input says, a word a line, and
 * answers each with one line on standard output.
 */
final class HardTimesChild
{
    private final Interlock interlock;
    private final Path directory;
    private final List<FileChannel> hoard = new ArrayList<>();

    private HardTimesChild(final Interlock interlock, final Path directory)
    {
        this.interlock = interlock;
        this.directory = directory;
    }

    static BreakerConfig config(final String more)
    {
        return ConfigLoader.load("test", "engine: { stale-limit: 30s, max-scopes: 16 }\njournal.on-failure: halt\n" + more + "\n");
    }

    /** A directory, and what its configuration has beside the usual. */
    public static void main(final String[] args) throws IOException
    {
        final Path directory = Path.of(args[0]);
        final Interlock interlock =
            Interlock.launch(config(args[1]), directory, new EngineContext().commandDeadline(Duration.ofSeconds(30)));
        final HardTimesChild child = new HardTimesChild(interlock, directory);
        interlock.scope("venue");
        // Once: a class is a file here, and without a descriptor none is found any more.
        child.answer("halt");
        child.answer("loosen");
        child.answer("level");
        child.answer("own");
        interlock.engine().raise("REHEARSED", "", "all is loaded");
        child.answer("wait REHEARSED all");
        // Its first look finds what counts descriptors, which takes some; on a busy machine it comes late.
        Await.until("the first look at the process", () -> Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals("interlock-health") && thread.getState() == Thread.State.TIMED_WAITING));
        say("ready " + interlock.console().map(ConsoleInfo::url).orElse(""));
        try (BufferedReader words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)))
        {
            for (String word = words.readLine(); word != null; word = words.readLine())
            {
                say(child.answer(word));
            }
        }
    }

    private static void say(final String line)
    {
        System.out.println(line);
        System.out.flush();
    }

    private String answer(final String word) throws IOException
    {
        final Scope venue = interlock.scope("venue");
        return switch (word.split(" ")[0])
        {
            case "halt" ->
            {
                venue.reporter().apiLatency(HostRig.HALTING_NS);
                interlock.drain();
                yield venue.ownLevel() + " open " + venue.gate().check(Intent.OPEN, 0.9).allowed() + " cancel "
                    + venue.gate().check(Intent.CANCEL).allowed();
            }
            // Asks the gate alone: a breaker thread without its gate.dat may judge nothing any more.
            case "checks" ->
            {
                Await.until("the kill is seen", () -> interlock.scope("").level() == Level.SHUTDOWN);
                yield "open " + venue.gate().check(Intent.OPEN, 0.9).allowed() + " cancel " + venue.gate().check(Intent.CANCEL).allowed();
            }
            case "loosen" ->
            {
                interlock.desk().forceRecovery("venue", "child", "checked");
                Await.until("it loosens or fails", () -> venue.ownLevel() == Level.CLOSED || HostRig.journalStands(interlock));
                yield venue.ownLevel() + " root " + interlock.scope("").ownLevel();
            }
            case "durable" -> interlock.status().journal().toString();
            case "hoard" -> hoard();
            case "wait" ->
            {
                final String[] wanted = word.split(" ", 3);
                final String text = wanted.length > 2 ? wanted[2] : "";
                try
                {
                    Await.until(word, () -> details(wanted[1], text) != null);
                }
                catch (final AssertionError late)
                {
                    throw new AssertionError(late.getMessage() + "; seen: " + interlock.engine().issues(Duration.ofMinutes(10)) + ", "
                        + interlock.status().scope(""), late);
                }
                yield details(wanted[1], text);
            }
            case "level" -> String.valueOf(interlock.scope("").level());
            // What a kill -9 leaves behind: that the gate refuses shows before it is judged.
            case "own" -> String.valueOf(interlock.scope("").ownLevel());
            default -> throw new IllegalArgumentException(word);
        };
    }

    private String details(final String type, final String text)
    {
        for (final Issue issue : interlock.engine().issues(Duration.ofMinutes(10)))
        {
            if (issue.issueType().equals(type) && issue.details().contains(text))
            {
                return issue.details();
            }
        }
        return null;
    }

    /** Takes every descriptor that there is. */
    private String hoard() throws IOException
    {
        final Path file = directory.resolve("gate.dat");
        while (true)
        {
            try
            {
                hoard.add(FileChannel.open(file, StandardOpenOption.READ));
            }
            catch (final IOException none)
            {
                return "hoarded " + (hoard.size() > 10);
            }
        }
    }
}
