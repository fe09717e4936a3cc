package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.core.testing.Runs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine opens no socket but the listener that is configured, and tries no connection: seen by the system's own tables, by its counters
 * in a network namespace where nothing else is, and by the calls that it makes.
 */
@Timeout(300)
class NoConnectionsTest
{
    private static final String QUIET = "preset: default\nengine: { stale-limit: 30s }\n";
    private static final String CONSOLE = QUIET + "console: { port: 0 }\n";

    @TempDir
    private Path temp;

    /** What was seen of one child. */
    private record Seen(long pid, String port, List<String> sockets, Map<String, Long> counters)
    {
    }

    private Seen run(final List<String> before, final String yaml, final String mode) throws Exception
    {
        final List<String> command = new ArrayList<>(before);
        command.addAll(Children.java(QuietChild.class, temp.resolve("data").toString(), yaml, mode));
        final Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = child.inputReader())
        {
            final StringBuilder said = new StringBuilder();
            String line = output.readLine();
            while (line != null && !line.startsWith("ready "))
            {
                said.append(line).append('\n');
                line = output.readLine();
            }
            assertThat(line).as("%s", said).isNotNull();
            final String[] words = line.split(" ");
            final long pid = Long.parseLong(words[1]);
            final Seen seen = new Seen(pid, words[2], sockets(pid), counters(pid));
            child.getOutputStream().close();
            assertThat(output.lines().toList()).endsWith("closed");
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return seen;
        }
        finally
        {
            child.destroyForcibly();
        }
    }

    /** The network sockets of a process: protocol, own address, state, as the system lists them. */
    private static List<String> sockets(final long pid) throws IOException
    {
        final Set<String> inodes = new HashSet<>();
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd")))
        {
            for (final Path one : open.toList())
            {
                final String target = Files.isSymbolicLink(one) ? Files.readSymbolicLink(one).toString() : "";
                if (target.startsWith("socket:["))
                {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        final List<String> sockets = new ArrayList<>();
        for (final String protocol : List.of("tcp", "tcp6", "udp", "udp6", "raw", "raw6"))
        {
            final Path table = Path.of("/proc/" + pid + "/net/" + protocol);
            for (final String line : Files.exists(table) ? Files.readAllLines(table) : List.<String>of())
            {
                final String[] words = line.trim().split("\\s+");
                if (words.length > 9 && inodes.contains(words[9]))
                {
                    sockets.add(protocol + " " + words[1] + " " + words[3]);
                }
            }
        }
        return sockets;
    }

    /** What the process's network namespace counts. */
    private static Map<String, Long> counters(final long pid) throws IOException
    {
        final Map<String, Long> counters = new HashMap<>();
        final List<String> lines = Files.readAllLines(Path.of("/proc/" + pid + "/net/snmp"));
        for (int i = 0; i + 1 < lines.size(); i += 2)
        {
            final String[] names = lines.get(i).split(" ");
            final String[] values = lines.get(i + 1).split(" ");
            for (int column = 1; column < names.length; column++)
            {
                counters.put(names[0] + names[column], Long.parseLong(values[column]));
            }
        }
        final Path six = Path.of("/proc/" + pid + "/net/snmp6");
        for (final String line : Files.exists(six) ? Files.readAllLines(six) : List.<String>of())
        {
            final String[] words = line.trim().split("\\s+");
            counters.put(words[0], Long.parseLong(words[1]));
        }
        return counters;
    }

    /** Connections begun, datagrams sent, and either where there is no way out. */
    private static long attempts(final Map<String, Long> counters)
    {
        return Stream.of("Tcp:ActiveOpens", "Udp:OutDatagrams", "Ip:OutNoRoutes", "Udp6OutDatagrams", "Ip6OutNoRoutes")
            .mapToLong(name -> counters.getOrDefault(name, 0L)).sum();
    }

    private static void assumeTold()
    {
        assumeTrue(Files.exists(Path.of("/proc/self/fd")) && Files.exists(Path.of("/proc/self/net/tcp")),
            "this system does not tell which sockets a process has");
    }

    private static boolean succeeds(final String... command) throws InterruptedException
    {
        try
        {
            final Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor() == 0;
        }
        catch (final IOException missing)
        {
            return false;
        }
    }

    @Test
    void shouldOpenNoSocketButTheListenerThatIsConfigured() throws Exception
    {
        assumeTold();
        final Seen seen = run(List.of(), CONSOLE, "quiet");
        assertThat(seen.sockets()).hasSize(1);
        final String port = String.format(":%04X", Integer.parseInt(seen.port()));
        assertThat(seen.sockets().get(0)).as("loopback, listening").startsWith("tcp").contains("0100007F" + port + " 0A");
    }

    @Test
    void shouldOpenNoSocketAndTryNoConnectionWithoutAConsole() throws Exception
    {
        assumeTold();
        final List<String> alone = alone();
        final Seen seen = run(alone, QUIET, "quiet");
        assertThat(seen.sockets()).isEmpty();
        assumeTrue(!alone.isEmpty(), "unshare is not allowed here: only the sockets were looked at, not the attempts");
        assertThat(attempts(seen.counters())).as("%s", seen.counters()).isZero();
        assumeTrue(attempts(run(alone, QUIET, "connect").counters()) > 0, "this kernel does not count an attempt without a way out");
        Runs.done("start of an engine in a network namespace of its own", 1, "0 sockets, 0 connections tried, 0 datagrams sent");
    }

    /** What starts a process in a network namespace of its own, with no way out; empty where that is not allowed. */
    private static List<String> alone() throws InterruptedException
    {
        for (final String how : List.of("-n", "-rn"))
        {
            if (succeeds("unshare", how, "true"))
            {
                return List.of("unshare", how);
            }
        }
        return List.of();
    }

    /** Slow: a traced JVM stops at each call. */
    @Test
    void shouldMakeNoCallThatConnects() throws Exception
    {
        assumeTrue(Runs.nightly(), "a traced start is for the nightly run");
        assumeTold();
        final Path calls = temp.resolve("calls");
        final List<String> traced = List.of(
            "strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", calls.toString());
        assumeTrue(succeeds("strace", "-f", "-o", calls.toString(), "true"), "strace is not here, or not allowed");
        run(traced, QUIET, "connect");
        assertThat(outward(calls)).as("the control is seen").anyMatch(call -> call.contains("192.0.2.1"));
        run(traced, CONSOLE, "quiet");
        assertThat(outward(calls)).isEmpty();
        Runs.done("start of an engine with a console, traced", 1, "0 calls that connect or send to an address");
    }

    private static List<String> outward(final Path calls) throws IOException
    {
        try (Stream<String> lines = Files.lines(calls))
        {
            return lines.filter(line -> line.contains("sa_family=AF_INET")).toList();
        }
    }
}
