package io.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the packaged distribution as its user does. */
class LauncherIT
{
    private static final long DEADLINE_S = 60;
    private static final Path HOME = Path.of(System.getProperty("interlock.distribution"));

    @TempDir
    private Path directory;

    private Run launch(final Path launcher, final Map<String, String> environment, final String stdin, final String... args)
        throws IOException, InterruptedException
    {
        final List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(args));
        final Path in = Files.writeString(directory.resolve("in"), stdin);
        final Path out = directory.resolve("out");
        final Path err = directory.resolve("err");
        final ProcessBuilder builder = new ProcessBuilder(command).redirectInput(in.toFile()).redirectOutput(out.toFile())
            .redirectError(err.toFile());
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

    @Test
    void shouldStartThroughALinkAndFromAnyDirectory() throws IOException, InterruptedException
    {
        final Path link = Files.createSymbolicLink(directory.resolve("my link"), HOME.resolve("bin/interlock").toAbsolutePath());

        final Run run = launch(link, Map.of(), "", "--version");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("interlock " + Version.number());
    }

    @Test
    void shouldSimulateFromStdinAndPassExitCodesOn() throws IOException, InterruptedException
    {
        final String header = "time_ms,scope,event,a,b,text\n";

        final Run good = launch(HOME.resolve("bin/interlock"), Map.of(), header + "0,caf\u00E9,api_latency,600,,\n", "simulate", "--json");
        final Run bad = launch(HOME.resolve("bin/interlock"), Map.of(), header + "0\n", "simulate", "--json");

        assertThat(good.err()).isEmpty();
        assertThat(good.exitCode()).isZero();
        assertThat(good.out()).contains("\"scope\":\"caf\u00E9\"", "\"type\":\"summary\"");
        assertThat(bad.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(bad.err()).startsWith("-:2: ");
    }

    @Test
    void shouldSayWhatIsWrongWithJavaHome() throws IOException, InterruptedException
    {
        final Run none = launch(HOME.resolve("bin/interlock"), Map.of("JAVA_HOME", directory.toString()), "", "--version");
        assertThat(none.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(none.err()).contains("JAVA_HOME", "bin/java");

        final Path bin = Files.createDirectory(directory.resolve("bin"));
        final Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        final Run old = launch(HOME.resolve("bin/interlock"), Map.of("JAVA_HOME", directory.toString()), "", "--version");
        assertThat(old.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(old.err()).contains("Java 11", "17 or later");
    }

    @Test
    void shouldKeepStdoutForDataWhereTheLogIsMisconfigured() throws IOException, InterruptedException
    {
        final Path broken = Files.writeString(directory.resolve("broken.xml"), "<configuration><bad");
        final Path config = Files.writeString(directory.resolve("c.yaml"), "preset: default\n");
        final String[] args = {"run", "--config", config.toString(), "--directory", directory.resolve("data").toString(), "--input", "-",
            "--stop-at-end", "--json"};
        final String rows = "time_ms,scope,event,a,b,text\n0,binance,kill,,,enough\n";

        final Run run = launch(HOME.resolve("bin/interlock"), Map.of("INTERLOCK_JAVA_OPTS", "-Dlogback.configurationFile=" + broken),
            rows, args);

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).isNotEmpty().allMatch(line -> line.startsWith("{"));
        assertThat(run.err()).contains("interlock: log: XML_PARSING");
        assertThat(directory.resolve("data/logs/interlock.log")).content().contains("EMERGENCY TRANSITION");

        final Run good = launch(HOME.resolve("bin/interlock"), Map.of(), rows, args);
        assertThat(good.exitCode()).isZero();
        assertThat(good.err()).doesNotContain("interlock: log: ").contains("WARN engine - recovery: binance was SHUTDOWN");
    }

    @Test
    void shouldBringWhatItNeeds()
    {
        for (final String file : new String[] {"conf/interlock.yaml", "conf/interlock.jvmargs", "conf/interlock-jdk24.jvmargs",
            "conf/logback.xml", "lib/interlock-cli-" + Version.number() + ".jar"})
        {
            assertThat(HOME.resolve(file)).exists();
        }
        assertThat(HOME.resolve("bin/interlock")).isExecutable();
    }
}
