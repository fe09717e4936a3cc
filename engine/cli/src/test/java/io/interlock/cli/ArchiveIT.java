package io.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.interlock.core.testing.Runs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes that {@code interlock-archive} keeps: used where they fit, and never in the way of a start where they do not. */
class ArchiveIT
{
    private static final long DEADLINE_S = 120;
    private static final Path BUILT = Path.of(System.getProperty("interlock.distribution"));
    private static final String KEPT = "shared objects file";
    /** In a jar: no reader of it looks there. */
    private static final int TIME_OF_FIRST_ENTRY = 10;
    private static final String MAIN = Main.class.getName();

    @TempDir
    private Path directory;
    private Path loaded;

    @BeforeEach
    void setUp()
    {
        assumeThat(BUILT.resolve("archive/classes.for")).as("this JVM keeps classes: target/archive.log").exists();
        loaded = directory.resolve("loaded.txt");
    }

    private Run run(final Path program, final Map<String, String> environment, final String... args)
        throws IOException, InterruptedException
    {
        final List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(args));
        final Path out = directory.resolve("out");
        final Path err = directory.resolve("err");
        final ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        final Process process = builder.start();
        try
        {
            assertThat(process.waitFor(DEADLINE_S, TimeUnit.SECONDS)).as("ended in time").isTrue();
        }
        finally
        {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    /** Starts it, demands that nobody sees anything of the archive, and tells where the main class came from. */
    private String sourceOfMain(final Path home) throws IOException, InterruptedException
    {
        Files.deleteIfExists(loaded);
        final Run run = run(home.resolve("bin/interlock"), Map.of("INTERLOCK_JAVA_OPTS", "-Xlog:class+load:file=" + loaded), "--version");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("interlock " + Version.number()).hasLineCount(1);
        return Files.readAllLines(loaded).stream().filter(line -> line.contains(MAIN + " ")).findFirst().orElseThrow();
    }

    private Path copy() throws IOException
    {
        final Path home = directory.resolve("copy");
        try (Stream<Path> all = Files.walk(BUILT))
        {
            for (final Path from : all.toList())
            {
                final Path to = home.resolve(BUILT.relativize(from).toString());
                if (Files.isDirectory(from))
                {
                    Files.createDirectories(to);
                }
                else
                {
                    Files.copy(from, to);
                    Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
                }
            }
        }
        return home;
    }

    @Test
    void shouldStartFromTheArchiveThatTheBuildMade() throws IOException, InterruptedException
    {
        assertThat(sourceOfMain(BUILT)).contains(KEPT);
    }

    @Test
    void shouldDoWithoutItElsewhereUntilItIsMadeThereAndWhereItIsDamaged() throws IOException, InterruptedException
    {
        assumeThat(Runs.nightly()).as("ten starts under -Pnightly; ArchiveLauncherTest has the same without a JVM").isTrue();
        final Path home = copy();
        assertThat(sourceOfMain(home)).contains(".jar").doesNotContain(KEPT);

        final Run made = run(home.resolve("bin/interlock-archive"), Map.of());
        assertThat(made.err()).isEmpty();
        assertThat(made.exitCode()).isZero();
        assertThat(made.out()).contains("classes ready for", home.toRealPath().toString());
        assertThat(sourceOfMain(home)).contains(KEPT);

        final Path archive = archive(home);
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-r--r--"));
        final byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
        assertThat(sourceOfMain(home)).doesNotContain(KEPT);
        final byte[] flipped = whole.clone();
        flipped[flipped.length - 4_096] ^= 1;
        Files.write(archive, flipped);
        assertThat(sourceOfMain(home)).doesNotContain(KEPT);
        Files.write(archive, whole);

        // A jar with something else in it, as long and as old as the one before: the JVM itself would not see it.
        final Path jar = home.resolve("lib/interlock-cli-" + Version.number() + ".jar");
        final FileTime time = Files.getLastModifiedTime(jar);
        final byte[] packed = Files.readAllBytes(jar);
        packed[TIME_OF_FIRST_ENTRY] ^= 1;
        Files.write(jar, packed);
        Files.setLastModifiedTime(jar, time);
        assertThat(sourceOfMain(home)).doesNotContain(KEPT);
        packed[TIME_OF_FIRST_ENTRY] ^= 1;
        Files.write(jar, packed);
        Files.setLastModifiedTime(jar, time);
        assertThat(sourceOfMain(home)).contains(KEPT);
        inAFolderWhoseNameSomeJavaDoesNotTake(home);
    }

    private void inAFolderWhoseNameSomeJavaDoesNotTake(final Path home) throws IOException, InterruptedException
    {
        final Path spaced = Files.move(home, directory.resolve("a copy [1]"));
        final Run made = run(spaced.resolve("bin/interlock-archive"), Map.of());
        assertThat(made.exitCode()).as(made.err()).isIn(0, 3);
        assertThat(sourceOfMain(spaced).contains(KEPT)).as(made.err()).isEqualTo(made.exitCode() == 0);
    }

    private static Path archive(final Path home) throws IOException
    {
        try (Stream<Path> all = Files.list(home.resolve("archive")))
        {
            return all.filter(path -> path.toString().endsWith(".jsa")).findFirst().orElseThrow();
        }
    }
}
