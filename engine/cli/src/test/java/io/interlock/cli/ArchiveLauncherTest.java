package io.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the launcher does with kept classes, before a stand-in for Java that says how it was called, and keeps what it is asked to keep.
 * {@link ArchiveIT} has real ones.
 */
class ArchiveLauncherTest
{
    private static final Path DIST = Path.of("src/dist").toAbsolutePath();
    private static final String JAVA = "#!/bin/sh\nfor a in \"$@\"; do echo \"arg: $a\"; case $a in\n"
        + "    -XX:ArchiveClassesAtExit=* | -XX:AOTCacheOutput=*) echo kept >\"${a#*=}\" ;;\n"
        + "    -XX:SharedArchiveFile=* | -XX:AOTCache=*)\n"
        + "        [ -n \"$REFUSES\" ] || echo 'io.interlock.cli.Main source: shared objects file' ;;\n"
        + "esac; done\n";
    private static final String USES = "arg: -XX:SharedArchiveFile=";
    private static final long DEADLINE_S = 60;

    @TempDir
    private Path directory;
    private Path home;
    private Path java;

    @BeforeEach
    void setUp() throws IOException
    {
        home = Files.createDirectory(directory.resolve("a home [1]"));
        for (final String folder : new String[] {"bin", "conf"})
        {
            Files.createDirectory(home.resolve(folder));
            try (Stream<Path> files = Files.list(DIST.resolve(folder)))
            {
                for (final Path file : files.toList())
                {
                    Files.copy(file, home.resolve(folder).resolve(file.getFileName().toString()), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        Files.createDirectory(home.resolve("lib"));
        Files.writeString(home.resolve("lib/interlock-cli.jar"), "classes");
        java = jdk("jdk", "17.0.1");
    }

    private Path jdk(final String name, final String version) throws IOException
    {
        final Path jdk = Files.createDirectory(directory.resolve(name));
        final Path program = Files.writeString(Files.createDirectory(jdk.resolve("bin")).resolve("java"), JAVA);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private Run run(final String program, final Map<String, String> environment, final String... args)
        throws IOException, InterruptedException
    {
        final List<String> command = new ArrayList<>(List.of(home.resolve("bin").resolve(program).toString()));
        command.addAll(List.of(args));
        final Path out = directory.resolve("out");
        final Path err = directory.resolve("err");
        final ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectOutput(out.toFile())
            .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", java.toString());
        builder.environment().putAll(environment);
        final Process process = builder.start();
        assertThat(process.waitFor(DEADLINE_S, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    /** The arguments of a start, of which nobody sees anything on stderr. */
    private String start(final Map<String, String> environment) throws IOException, InterruptedException
    {
        final Run run = run("interlock", environment, "--version");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("arg: io.interlock.cli.Main\narg: --version");
        return run.out();
    }

    private Path make() throws IOException, InterruptedException
    {
        final Run made = run("interlock-archive", Map.of());
        assertThat(made.err()).isEmpty();
        assertThat(made.exitCode()).isZero();
        assertThat(made.out()).contains("classes ready for ", "17.0.1 in " + home.toRealPath());
        try (Stream<Path> files = Files.list(home.resolve("archive")))
        {
            return files.filter(file -> file.toString().endsWith(".jsa")).reduce((one, other) ->
            {
                throw new AssertionError("two: " + one + " and " + other);
            }).orElseThrow();
        }
    }

    @Test
    void shouldUseWhatWasMadeForThisJavaHereAndTheseJarsAlone() throws IOException, InterruptedException
    {
        assertThat(start(Map.of())).doesNotContain(USES, "-Xlog:");
        final Path archive = make();
        assertThat(start(Map.of())).contains(USES + home.toRealPath().resolve("archive").resolve(archive.getFileName()));

        Files.writeString(archive, "kepd\n");
        assertThat(start(Map.of())).as("a flipped bit").doesNotContain(USES, "-Xlog:");
        Files.writeString(archive, "ke");
        assertThat(start(Map.of())).as("cut").doesNotContain(USES);
        Files.writeString(archive, "kept\n");
        assertThat(start(Map.of())).contains(USES);

        final Path jar = home.resolve("lib/interlock-cli.jar");
        final FileTime time = Files.getLastModifiedTime(jar);
        Files.writeString(jar, "clashes");
        Files.setLastModifiedTime(jar, time);
        assertThat(start(Map.of())).as("a jar as long and as old").doesNotContain(USES);
        assertThat(make()).as("under another name: an engine may run from the old one").isNotEqualTo(archive);
        assertThat(start(Map.of())).contains(USES);

        java = jdk("newer", "17.0.2");
        assertThat(start(Map.of())).as("another Java").doesNotContain(USES);
        java = directory.resolve("jdk");
        home = Files.move(home, directory.resolve("moved"));
        assertThat(start(Map.of())).as("another place").doesNotContain(USES);
    }

    @Test
    void shouldPassOverWhatIsNoArchive() throws IOException, InterruptedException
    {
        final Path archive = make();
        final Path list = home.resolve("archive/classes.for");
        final String whole = Files.readString(list);
        final String first = whole.lines().findFirst().orElseThrow();
        for (final String bad : new String[] {"", "\n\n\n", first, whole.replace(".jsa", ".none"), "\0\0\0"})
        {
            Files.writeString(list, bad);
            assertThat(start(Map.of())).as(bad).doesNotContain(USES);
        }
        Files.writeString(list, whole);
        assertThat(start(Map.of())).contains(USES);
        Files.delete(archive);
        Files.createDirectory(archive);
        assertThat(start(Map.of())).doesNotContain(USES);
    }

    @Test
    void shouldLetWhoStartsItSayOtherwise() throws IOException, InterruptedException
    {
        make();
        for (final String options : new String[] {"-Xshare:auto", "-XX:SharedArchiveFile=other", "-XX:AOTMode=off",
            "-XX:ArchiveClassesAtExit=x"})
        {
            for (final String variable : new String[] {"INTERLOCK_JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"})
            {
                assertThat(start(Map.of(variable, options))).as(variable).doesNotContain(USES + home);
            }
        }
        assertThat(start(Map.of("INTERLOCK_ARCHIVE", directory.resolve("accident").toString()))).contains(USES);
        assertThat(directory.resolve("accident")).doesNotExist();
    }

    @Test
    void shouldTakeTheWayOfItsJava() throws IOException, InterruptedException
    {
        java = jdk("new", "25.0.3");
        final Run made = run("interlock-archive", Map.of());
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(start(Map.of())).contains("arg: -XX:AOTCache=").doesNotContain(USES);
    }

    @Test
    void shouldSayWhyThereIsNone() throws IOException, InterruptedException
    {
        final Run refused = run("interlock-archive", Map.of("REFUSES", "yes"));
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("this Java takes no kept classes in " + home.toRealPath());
        try (Stream<Path> left = Files.list(home.resolve("archive")))
        {
            assertThat(left).isEmpty();
        }
        Files.delete(home.resolve("archive"));
        Files.writeString(home.resolve("archive"), "in the way");
        final Run unwritable = run("interlock-archive", Map.of());
        assertThat(unwritable.exitCode()).isEqualTo(1);
        assertThat(unwritable.err()).contains("cannot write " + home.toRealPath().resolve("archive"));

        Files.delete(home.resolve("conf/interlock.jvmargs"));
        Files.delete(home.resolve("archive"));
        final Run broken = run("interlock-archive", Map.of());
        assertThat(broken.exitCode()).isEqualTo(3);
        assertThat(broken.err()).contains("is missing: the distribution is not whole", "there is no archive");

        final Run nonsense = run("interlock-archive", Map.of(), "now");
        assertThat(nonsense.exitCode()).isEqualTo(2);
        assertThat(nonsense.err()).contains("now", "--help");
        assertThat(run("interlock-archive", Map.of(), "--help").out()).contains("once after installing", "Exit code 3");
    }
}
