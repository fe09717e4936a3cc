package io.interlock.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.interlock.core.testing.Runs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} of the distribution tries no connection at its start: in a network namespace that counts attempts, and by its calls. */
@Timeout(300)
class QuietStartIT
{
    private static final Path LAUNCHER = Path.of(System.getProperty("interlock.distribution")).resolve("bin/interlock");

    @TempDir
    private Path temp;

    private static boolean succeeds(final String... command) throws InterruptedException
    {
        try
        {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                .waitFor() == 0;
        }
        catch (final IOException missing)
        {
            return false;
        }
    }

    /** Starts it behind another command, looks, and stops it as planned. */
    private void run(final List<String> before, final Look look) throws Exception
    {
        final Path config = Files.writeString(temp.resolve("c.yaml"), "preset: production\nengine: { stale-limit: 10s }\n");
        final List<String> command = new ArrayList<>(before);
        command.addAll(List.of(LAUNCHER.toString(), "run", "--config", config.toString(), "--directory", temp.resolve("data").toString(),
            "--input", "-", "--stop-at-end"));
        final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        final Process engine = builder.start();
        try (BufferedReader output = engine.inputReader())
        {
            final StringBuilder said = new StringBuilder();
            String line = output.readLine();
            while (line != null && !line.contains("ready: pid "))
            {
                said.append(line).append('\n');
                line = output.readLine();
            }
            assertThat(line).as("%s", said).isNotNull();
            look.at(Long.parseLong(line.replaceAll(".*ready: pid (\\d+).*", "$1")));
            engine.getOutputStream().write("time_ms,scope,event,a,b,text\n0,v,api_latency,4000,,\n".getBytes(StandardCharsets.UTF_8));
            engine.getOutputStream().close();
            assertThat(output.lines().toList()).anyMatch(each -> each.contains("stopped as planned"));
            assertThat(engine.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        finally
        {
            engine.destroyForcibly();
        }
    }

    private interface Look
    {
        void at(long pid) throws IOException;
    }

    @Test
    void shouldTryNoConnectionWhereEveryAttemptIsCounted() throws Exception
    {
        final List<String> alone = succeeds("unshare", "-n", "true") ? List.of("unshare", "-n") : List.of("unshare", "-rn");
        assumeTrue(succeeds(alone.get(0), alone.get(1), "true"), "unshare is not allowed here: no network namespace of its own");
        run(alone, pid ->
        {
            final List<String> counted = new ArrayList<>(Files.readAllLines(Path.of("/proc/" + pid + "/net/snmp")));
            assertThat(counted).as("of its own").isNotEqualTo(Files.readAllLines(Path.of("/proc/self/net/snmp")));
            assertThat(value(counted, "Tcp:", "ActiveOpens")).isZero();
            assertThat(value(counted, "Tcp:", "PassiveOpens")).isZero();
            assertThat(value(counted, "Udp:", "OutDatagrams")).isZero();
            assertThat(value(counted, "Ip:", "OutNoRoutes")).as("attempts without a way out").isZero();
        });
    }

    private static long value(final List<String> lines, final String protocol, final String name)
    {
        final List<String> both = lines.stream().filter(line -> line.startsWith(protocol)).toList();
        final int column = List.of(both.get(0).split(" ")).indexOf(name);
        return Long.parseLong(both.get(1).split(" ")[column]);
    }

    @Test
    void shouldMakeNoCallThatConnects() throws Exception
    {
        assumeTrue(Runs.nightly(), "a traced start is for the nightly run");
        final Path calls = temp.resolve("calls");
        assumeTrue(succeeds("strace", "-f", "-o", calls.toString(), "true"), "strace is not here, or not allowed");
        run(List.of("strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", calls.toString()), pid ->
            assertThat(Path.of("/proc/" + pid)).exists());
        try (Stream<String> lines = Files.lines(calls))
        {
            assertThat(lines.filter(line -> line.contains("sa_family=AF_INET"))).isEmpty();
        }
    }
}
