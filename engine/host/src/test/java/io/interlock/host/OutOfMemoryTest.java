package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.mapped.GateFileReader;
import io.interlock.core.mapped.MappedScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.testing.Runs;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Memory runs out in a process that embeds the host: SHUTDOWN is latched, or the process has ended with its own exit code; a restart comes
 * back at that level. Short form once each, nightly twenty times.
 */
@Timeout(1_200)
class OutOfMemoryTest
{
    /** Generous: a busy host, and a full heap is collected over and over. What is asked for is 5 s; the real figure is counted. */
    private static final Duration WITHIN = Duration.ofMinutes(3);

    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource(StarvedChild.Kind.class)
    void shouldShutDownOrEndTheProcess(final StarvedChild.Kind kind) throws Exception
    {
        final int rounds = Runs.of(1, rounds(kind));
        long slowestMs = 0;
        int ended = 0;
        for (int round = 0; round < rounds; round++)
        {
            final Path directory = temp.resolve("data" + round);
            final long tookMs = starve(kind, directory);
            ended += tookMs < 0 ? 1 : 0;
            slowestMs = Math.max(slowestMs, tookMs);
            reopen(kind, directory);
        }
        Runs.done("out of memory: " + kind, rounds,
            "SHUTDOWN latched within " + slowestMs + " ms, " + ended + " ended with exit code " + HealthWatch.EXIT_CODE);
    }

    /** Of a heap that is full, of direct memory, and of what is thrown somewhere 20 each. */
    private static int rounds(final StarvedChild.Kind kind)
    {
        return kind == StarvedChild.Kind.HEAP || kind == StarvedChild.Kind.DIRECT ? 20 : 5;
    }

    /** Milliseconds until the level is where a restart finds it; below 0 where the process ended by itself. */
    private long starve(final StarvedChild.Kind kind, final Path directory) throws Exception
    {
        final List<String> command = Children.java(StarvedChild.class, directory.toString(), kind.name());
        // The collector of a server where its reading counts, elsewhere the one that is done soonest with a full heap.
        command.addAll(command.indexOf("-cp"), List.of("-Xmx96m", "-XX:MaxDirectMemorySize=48m",
            kind == StarvedChild.Kind.LIMIT ? "-XX:+UseG1GC" : "-XX:+UseSerialGC"));
        final Process child = new ProcessBuilder(command).redirectError(temp.resolve("child.err").toFile()).start();
        try (BufferedReader output = child.inputReader())
        {
            assertThat(output.readLine()).as(Files.readString(temp.resolve("child.err"))).isEqualTo("armed");
            final long startNs = System.nanoTime();
            while (child.isAlive() && !isDown(directory))
            {
                assertThat(Duration.ofNanos(System.nanoTime() - startNs)).as("%s", kind).isLessThan(WITHIN);
                LockSupport.parkNanos(10_000_000L);
            }
            if (!child.isAlive())
            {
                assertThat(child.exitValue()).as(Files.readString(temp.resolve("child.err"))).isEqualTo(HealthWatch.EXIT_CODE);
                return -1;
            }
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
        }
        finally
        {
            child.destroyForcibly();
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean isDown(final Path directory)
    {
        try (GateFileReader reader = GateFileReader.open(directory))
        {
            final MappedScope root = reader.scopes().get(0);
            return root.own() == Level.SHUTDOWN || root.killed();
        }
    }

    private static void reopen(final StarvedChild.Kind kind, final Path directory)
    {
        try (Interlock interlock = Interlock.launch(StarvedChild.config(kind), directory))
        {
            assertThat(interlock.scope("").ownLevel()).isEqualTo(Level.SHUTDOWN);
            // None where the child ended before its breaker thread had judged it: then the mark in gate.dat brought it back.
            assertThat(interlock.status().scope("").last().cause()).isIn(Cause.MEMORY_ERROR, null);
            assertThat(interlock.scope("venue").gate().check(Intent.OPEN, 0.9).allowed()).isFalse();
            assertThat(interlock.desk().reset("", "ann", "memory given").accepted()).isTrue();
        }
    }

    @Test
    void shouldLeaveAThreadThatEndsOfSomethingElseAlone() throws Exception
    {
        try (Interlock interlock = Interlock.launch(StarvedChild.config(StarvedChild.Kind.THREAD), temp))
        {
            final Thread.UncaughtExceptionHandler handler = new UncaughtErrors(interlock, (thread, thrown) -> thread.interrupt());
            handler.uncaughtException(new Thread(), new StackOverflowError("planted"));
            handler.uncaughtException(new Thread(), new IllegalStateException("planted"));
            interlock.drain();
            assertThat(interlock.scope("").ownLevel()).isEqualTo(Level.CLOSED);
        }
    }
}
