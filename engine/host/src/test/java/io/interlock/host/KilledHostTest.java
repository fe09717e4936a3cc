package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.core.engine.Scope;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionContext;
import io.interlock.core.port.TradingActions;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.Runs;
import io.interlock.journal.FileJournal;
import io.interlock.journal.record.JournalRecord;
import io.interlock.journal.record.RecordDecoder;
import io.interlock.journal.store.ChronicleSource;
import io.interlock.journal.store.FrameSource;
import io.interlock.journal.verify.JournalVerifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole engines in gateways of their own process, killed with -9 wherever they are. */
class KilledHostTest
{
    /** Generous: a busy host. The real figure is counted. */
    private static final Duration REOPENED_WITHIN = Duration.ofSeconds(60);

    /** Files that two lives write, and more. */
    private static final int NEWEST_FILES = 40;
    private static final int EACH_VERIFIED = 20;
    private static final int VERIFIED = 50;
    /** A start reads all that is kept: the next ones begin a directory of their own. */
    private static final int OF_ONE_DIRECTORY = 50;

    @TempDir
    private Path temp;
    private long slowestMs;
    private long durables;
    private int resumed;

    /** What a life said before it was killed. */
    private static final class Said
    {
        private final Map<String, Level> levels = new HashMap<>();
        private final Set<String> overrides = new HashSet<>();
        private final Set<String> acting = new HashSet<>();
        private String durable;
        private int lines;

        void line(final String line)
        {
            lines++;
            final String[] words = line.split(" ");
            switch (words[0])
            {
                case "level" -> levels.put(words[1], Level.valueOf(words[2]));
                case "loosening" -> levels.remove(words[1]);
                case "override" -> overrides.add(words[1]);
                case "unoverriding" -> overrides.remove(words[1]);
                case "cancelling" -> acting.add(words.length > 1 ? words[1] : "");
                case "durable" -> durable = words[1];
                default ->
                {
                    // The child's beginning and end.
                }
            }
        }
    }

    /** Remembers which scopes it was asked to cancel after the restart. */
    private static final class Resumed implements TradingActions
    {
        private final Set<String> scopes = ConcurrentHashMap.newKeySet();

        @Override
        public CompletionStage<String> cancelAll(final ActionContext context)
        {
            if (context.resumed())
            {
                scopes.add(context.scope());
            }
            return CompletableFuture.completedFuture("all");
        }
    }

    @Test
    void shouldLoseNothingAndLoosenNothingByAKill() throws Exception
    {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final int kills = Runs.of(20, 300);
        Path directory = null;
        for (int kill = 0; kill < kills; kill++)
        {
            if (kill % OF_ONE_DIRECTORY == 0)
            {
                verifyAll(directory, "seed " + seed + ", before kill " + kill);
                directory = temp.resolve("data" + kill);
            }
            final String at = "seed " + seed + ", kill " + kill;
            final Said said = new Said();
            // Every fifth while it opens; every third in the middle of a cancel-all.
            final int lines = kill % 5 == 4 ? 0 : 20 + random.nextInt(400);
            live(directory, 2 * kill, random, kill % 3 == 0 ? "act" : "trade", lines, said);
            reopen(directory, 2 * kill + 1, said, at);
        }
        verifyAll(directory, "seed " + seed + ", at the end");
        Runs.done("kill -9 of a gateway that embeds the host", kills,
            "0 acknowledged records lost, never looser, reopened within " + slowestMs + " ms; " + durables + " heads found again, "
                + resumed + " cancel-alls resumed");
    }

    private static void live(
        final Path directory, final int life, final Random random, final String mode, final int lines, final Said said) throws Exception
    {
        final Process child = new ProcessBuilder(Children.java(
            GatewayChild.class, directory.toString(), Integer.toString(life), Long.toString(random.nextLong()), mode))
            .redirectErrorStream(true).start();
        try (BufferedReader output = child.inputReader())
        {
            String line = output.readLine();
            while (line != null && said.lines < lines)
            {
                said.line(line);
                line = output.readLine();
            }
            if (lines == 0)
            {
                assertThat(child.waitFor(random.nextInt(300), TimeUnit.MILLISECONDS)).as(line).isFalse();
            }
            child.toHandle().destroyForcibly();
            while (line != null)
            {
                said.line(line);
                line = output.readLine();
            }
        }
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as("killed, and not ended by itself: %s", said.levels).isEqualTo(128 + 9);
    }

    private void reopen(final Path directory, final int life, final Said said, final String at) throws IOException
    {
        final long startNs = System.nanoTime();
        final Resumed actions = new Resumed();
        try (Interlock interlock = GatewayChild.open(directory, life, actions))
        {
            final Duration took = Duration.ofNanos(System.nanoTime() - startNs);
            slowestMs = Math.max(slowestMs, took.toMillis());
            assertThat(took).as(at).isLessThan(REOPENED_WITHIN);
            assertThat(GatewayChild.isUntouched(interlock)).as(at + ": " + interlock.status().scope("")).isTrue();
            said.levels.forEach((path, level) ->
                assertThat(interlock.scope(path).ownLevel()).as(at + ", " + path).isGreaterThanOrEqualTo(level));
            said.overrides.forEach(path ->
                assertThat(interlock.status().scope(path).levels().ownOverride()).as(at + ", " + path).isTrue());
            for (final String path : said.acting)
            {
                final Scope scope = interlock.scope(path);
                if (scope.ownLevel().isAbove(Level.THROTTLE))
                {
                    Await.until(at + ": the cancel-all of " + path + " is resumed", () -> actions.scopes.contains(path));
                    resumed++;
                }
            }
        }
        // All of it now and then: a long run would read what is old a thousand times.
        check(directory, said, life < 2 * EACH_VERIFIED || life % VERIFIED < 2, at);
    }

    private void check(final Path directory, final Said said, final boolean whole, final String at) throws IOException
    {
        final List<String> heads = new ArrayList<>();
        final RecordDecoder decoder = new RecordDecoder();
        // Of this life and the one that was killed: a long run would read what is old a thousand times.
        try (FrameSource source = ChronicleSource.openNewest(directory.resolve(FileJournal.FOLDER), NEWEST_FILES))
        {
            for (FrameSource.Frame frame = source.next(); frame != null; frame = source.next())
            {
                heads.add(((JournalRecord)decoder.decode(frame.bytes())).head().toString());
            }
        }
        if (said.durable != null)
        {
            assertThat(heads).as(at + ": an acknowledged record").contains(said.durable);
            durables++;
        }
        if (whole)
        {
            verify(directory, at);
        }
    }

    private static void verifyAll(final Path directory, final String at) throws IOException
    {
        if (directory != null)
        {
            verify(directory, at);
        }
    }

    private static void verify(final Path directory, final String at) throws IOException
    {
        try (FrameSource source = ChronicleSource.open(directory.resolve(FileJournal.FOLDER)))
        {
            assertThat(new JournalVerifier(null, null, null).verify(source).findings()).as(at).isEmpty();
        }
    }

    @Test
    void shouldOpenAgainWithTheSamePidAfterAKill() throws Exception
    {
        assumeTrue(unshared("true").waitFor() == 0, "unshare is not allowed here: a pid cannot be had twice");
        final Path directory = temp.resolve("data");
        final int kills = Runs.of(5, 20);
        long slowest = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            final Process child = unshared(Children.java(
                GatewayChild.class, directory.toString(), Integer.toString(2 * kill), "7", "trade").toArray(String[]::new));
            try (BufferedReader output = child.inputReader())
            {
                String line = output.readLine();
                for (int lines = 0; line != null && lines < 60; lines++)
                {
                    line = output.readLine();
                }
                // All of its name space goes with the first process of it, as with a container.
                child.destroyForcibly();
            }
            catch (final IOException closed)
            {
                assertThat(child.isAlive()).isFalse();
            }
            child.waitFor();
            final Process again = unshared(Children.java(
                GatewayChild.class, directory.toString(), Integer.toString(2 * kill + 1), "7", "once").toArray(String[]::new));
            final String said = new String(again.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(said).as("kill %d", kill).contains("opened ").contains("closed");
            final String opened = said.lines().filter(line -> line.startsWith("opened ")).findFirst().orElseThrow();
            final long tookMs = Long.parseLong(opened.split(" ")[1]);
            slowest = Math.max(slowest, tookMs);
            assertThat(tookMs).isLessThan(REOPENED_WITHIN.toMillis());
        }
        Runs.done("start with the pid of the process that was killed", kills, "opened and appended durably within " + slowest + " ms");
    }

    private static Process unshared(final String... command) throws IOException
    {
        final List<String> whole = new ArrayList<>(List.of("unshare", "-p", "-f", "--mount-proc", "--kill-child=KILL"));
        whole.addAll(List.of(command));
        try
        {
            return new ProcessBuilder(whole).redirectErrorStream(true).start();
        }
        catch (final IOException missing)
        {
            assumeTrue(false, "there is no unshare here: a pid cannot be had twice");
            throw missing;
        }
    }
}
