package io.interlock.core.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.testing.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * Runs every race of this module and fails on any outcome that it forbids. In the short form each runs once in this JVM; in the long one
 * jcstress runs it in JVMs of their own, with each actor interpreted, compiled by C1 and by C2. What jcstress says of that is in
 * {@code target/races}.
 */
class RacesTest
{
    private static final Path DIRECTORY = Path.of("target", "races");
    private static final Path LOG = DIRECTORY.resolve("jcstress.log");
    private static final String ALL = "Race";
    /** A pattern for names of races. */
    private static final String SELECTED = System.getProperty("interlock.races", ALL);
    private static final int SHORT_MS = Integer.getInteger("interlock.race-ms", 250);
    /**
     * Two kinds of JVM (one with C2's scheduling at random), three ways to compile, the same for both threads, and nineteen races: about
     * seven minutes, most of it JVMs that start. Each pair of ways, nine in all, took 17.5 of the night's 90.
     */
    private static final int LONG_MS = Integer.getInteger("interlock.race-ms", 1_000);
    private static final int LIMIT_MIN = 25;

    @Test
    void shouldNeverSeeAForbiddenOutcome() throws Exception
    {
        final Outcomes outcomes = Runs.nightly() ? inTheirOwnJvms() : here();
        System.out.printf("races: %s%n", outcomes.samples());
        assertThat(outcomes.failures()).as("forbidden outcomes, or races that did not run to their end").isEmpty();
        if (SELECTED.equals(ALL))
        {
            assertThat(outcomes.samples()).as("races that ran").hasSize(races());
        }
        Runs.done("races of two threads over gate words, guard words, lanes, rings and kills (jcstress)", outcomes.sum(),
            String.format(Locale.ROOT, "%d kinds in %d runs, 0 forbidden outcomes", outcomes.samples().size(), outcomes.runs()));
    }

    private static Outcomes here() throws Exception
    {
        final Outcomes outcomes = new Outcomes();
        for (final String name : TestList.tests().stream().filter(any -> any.contains(SELECTED)).sorted().toList())
        {
            final TestInfo race = TestList.getInfo(name);
            outcomes.add(race, HereRun.run(race, SHORT_MS));
        }
        return outcomes;
    }

    /** How many are written down, so that none is left out because nothing was generated for it. */
    private static int races() throws IOException
    {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java")))
        {
            return (int)files.filter(file -> file.toString().endsWith("Race.java")).count();
        }
    }

    private static Outcomes inTheirOwnJvms() throws Exception
    {
        Files.createDirectories(DIRECTORY);
        for (final Path old : recorded())
        {
            Files.delete(old);
        }
        final Process child = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
            "org.openjdk.jcstress.Main", "-t", SELECTED, "-r", "report", "-f", "1", "-fsm", "1", "-sc", "false", "-iters", "1",
            "-time", String.valueOf(LONG_MS), "-jvmArgs", System.getProperty("interlock.jvm"))
            .directory(DIRECTORY.toFile()).redirectErrorStream(true).redirectOutput(LOG.toFile()).start();
        try
        {
            assertThat(child.waitFor(LIMIT_MIN, TimeUnit.MINUTES)).as("jcstress ends; see %s", LOG).isTrue();
            assertThat(child.exitValue()).as("exit code of jcstress; see %s", LOG).isZero();
        }
        finally
        {
            child.descendants().forEach(ProcessHandle::destroyForcibly);
            child.destroyForcibly();
        }
        return read();
    }

    private static List<Path> recorded() throws IOException
    {
        try (Stream<Path> files = Files.list(DIRECTORY))
        {
            return files.filter(file -> file.toString().endsWith(".bin.gz")).toList();
        }
    }

    private static Outcomes read() throws Exception
    {
        final Outcomes outcomes = new Outcomes();
        for (final Path file : recorded())
        {
            final InProcessCollector collector = new InProcessCollector();
            final DiskReadCollector reader = new DiskReadCollector(file.toString(), collector);
            reader.dump();
            reader.close();
            for (final TestResult result : collector.getTestResults())
            {
                outcomes.add(TestList.getInfo(result.getName()), result);
            }
        }
        return outcomes;
    }
}
