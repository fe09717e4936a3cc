package io.interlock.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import io.interlock.cli.doctor.Finding.Result;
import io.interlock.config.ConfigLoader;
import io.interlock.config.WaitMode;
import io.interlock.host.Interlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest
{
    @TempDir
    private Path directory;

    @Test
    void shouldFindThisJvmFitAndSayWhatItSaw() throws JsonProcessingException
    {
        final Run run = Run.of("", "doctor", "--json", "--directory", directory.resolve("new").toString());

        final JsonNode answer = new ObjectMapper().readTree(run.out());
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(answer.get("ok").booleanValue()).isTrue();
        assertThat(answer.get("checks").findValuesAsText("name")).containsExactly(
            "java", "flags", "cores", "memory", "clock", "directory", "space", "journal");
        assertThat(directory.resolve("new")).doesNotExist();
    }

    @Test
    void shouldFailWithWhatToDo() throws IOException
    {
        final Path file = Files.writeString(directory.resolve("file"), "");

        final Run run = Run.of("", "doctor", "--directory", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("FAIL  directory", "is not a directory", "-> ");
    }

    /** What a start refuses, it says beforehand. */
    @Test
    void shouldFailWhereAStartCannotReadTheGateFile() throws IOException
    {
        assertThat(GateCheck.gate(directory)).isEmpty();
        try (Interlock interlock = Interlock.launch(ConfigLoader.load("test", "preset: default"), directory))
        {
            interlock.scope("venue");
            assertThat(interlock.desk().kill("venue", "ann", "").accepted()).isTrue();
        }
        assertThat(GateCheck.gate(directory)).singleElement().satisfies(finding -> assertThat(finding.found())
            .isEqualTo("gate.dat can be read: 2 scopes, the most severe SHUTDOWN"));

        final Path gate = directory.resolve("gate.dat");
        Files.writeString(gate, "garbage");
        final Run run = Run.of("", "doctor", "--directory", directory.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("FAIL  gate", "-> an engine does not start with it");
        Files.delete(gate);
        Files.createDirectory(gate);
        assertThat(GateCheck.gate(directory)).singleElement().satisfies(finding -> assertThat(finding.result()).isEqualTo(Result.FAIL));
        Files.delete(gate);
        Files.createSymbolicLink(gate, directory.resolve("nowhere"));
        assertThat(GateCheck.gate(directory)).singleElement().satisfies(finding -> assertThat(finding.result()).isEqualTo(Result.FAIL));
    }

    @Test
    void shouldWarnOfADirectoryThatOthersMayEnter() throws IOException
    {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(DirectoryCheck.directory(directory).result()).isEqualTo(Result.WARN);
        assertThat(DirectoryCheck.directory(directory).advice()).contains("others see which there are", "chmod 700");

        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));
        assertThat(DirectoryCheck.directory(directory).advice()).contains("whoever may write to it can command the engine", "chmod 700");

        // As the folder for what is kept for a while is.
        Files.setAttribute(directory, "unix:mode", 01777);
        assertThat(DirectoryCheck.directory(directory).result()).isEqualTo(Result.FAIL);
        assertThat(DirectoryCheck.directory(directory).found()).contains("a directory within it", "chmod go-w");

        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        assertThat(DirectoryCheck.directory(directory).result()).isEqualTo(Result.OK);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldLookAtTheConfigurationToo() throws IOException
    {
        final Path file = Files.writeString(directory.resolve("c.yaml"), "preset: conservative\nengine: { stale-limit: 5s }\n");

        final Run run = Run.of("", "doctor", "--config", file.toString(), "--json");

        final JsonNode answer = new ObjectMapper().readTree(run.out());
        assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.OK);
        assertThat(answer.get("checks").findValuesAsText("name")).containsExactly(
            "java", "flags", "cores", "memory", "clock", "config", "wait", "stale", "ring", "scopes");
        assertThat(answer.get("checks").findValuesAsText("found")).contains(
            file + " is valid, preset conservative", "engine.stale-limit 5000 ms");
    }

    @Test
    void shouldFailOnEveryErrorOfTheConfiguration() throws IOException
    {
        final Path file = Files.writeString(directory.resolve("c.yaml"), "latency.alrt: 1ms\nloss.halt: 5\n");

        final Run run = Run.of("", "doctor", "--config", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).containsSubsequence(
            "FAIL  config     " + file + ":1:1: latency.alrt: is not a key\n", "-> did you mean latency.alert?\n",
            "FAIL  config     " + file + ":2:12: loss.halt: '5' has no percent sign", "-> allowed is a percentage above 0%")
            .doesNotContain("  stale ");
        assertThat(Run.of("", "doctor", "--config", directory.resolve("none.yaml").toString()).out()).contains("none.yaml: does not exist");
    }

    @Test
    void shouldHoldTheConfigurationAgainstTheHost()
    {
        assertThat(ConfigCheck.waiting(WaitMode.BUSY_SPIN, 1).result()).isEqualTo(Result.FAIL);
        assertThat(ConfigCheck.waiting(WaitMode.BUSY_SPIN, 2).result()).isEqualTo(Result.WARN);
        assertThat(ConfigCheck.waiting(WaitMode.BUSY_SPIN, 2).found()).startsWith("engine.wait-strategy busy-spin on 2 cores: ");
        assertThat(ConfigCheck.waiting(WaitMode.YIELD, 2).result()).isEqualTo(Result.WARN);
        assertThat(ConfigCheck.waiting(WaitMode.BUSY_SPIN, 3).result()).isEqualTo(Result.OK);
        assertThat(ConfigCheck.waiting(WaitMode.ADAPTIVE, 1).result()).isEqualTo(Result.OK);
        assertThat(ConfigCheck.waiting(WaitMode.PARK, 1).result()).isEqualTo(Result.OK);
        assertThat(ConfigCheck.staleLimit(100_000_000L, 2).result()).isEqualTo(Result.WARN);
        assertThat(ConfigCheck.staleLimit(101_000_000L, 2).result()).isEqualTo(Result.OK);
        assertThat(ConfigCheck.staleLimit(49_000_000L, 4).result()).isEqualTo(Result.WARN);
        assertThat(ConfigCheck.staleLimit(50_000_000L, 4).result()).isEqualTo(Result.OK);
        assertThat(ConfigCheck.ring(1 << 22, 1L << 30).result()).isEqualTo(Result.FAIL);
        assertThat(ConfigCheck.ring(1 << 21, 1L << 30).result()).isEqualTo(Result.WARN);
        assertThat(ConfigCheck.ring(1 << 20, 1L << 30).result()).isEqualTo(Result.OK);
        assertThat(ConfigCheck.scopes(Set.of("", "a/b", "a/c"), 4).result()).isEqualTo(Result.OK);
        assertThat(ConfigCheck.scopes(Set.of("a/b", "a/c"), 3).result()).isEqualTo(Result.FAIL);
    }

    @Test
    void shouldNameTheMissingFlag()
    {
        assertThat(JvmChecks.flags(false, List.of(), 17, List.of()).result()).isEqualTo(Result.FAIL);
        assertThat(JvmChecks.flags(false, List.of(), 17, List.of()).found())
            .contains("--add-opens java.base/jdk.internal.misc=ALL-UNNAMED");
        assertThat(JvmChecks.flags(true, List.of(), 17, List.of()).result()).isEqualTo(Result.OK);
        assertThat(JvmChecks.flags(true, List.of(), 25, List.of()).result()).isEqualTo(Result.WARN);
        assertThat(JvmChecks.flags(true, List.of(), 25, List.of("--sun-misc-unsafe-memory-access=allow")).result()).isEqualTo(Result.OK);
    }

    @Test
    void shouldJudgeCoresMemoryAndClock()
    {
        assertThat(JvmChecks.cores(1).result()).isEqualTo(Result.WARN);
        assertThat(JvmChecks.cores(2).result()).isEqualTo(Result.OK);
        assertThat(JvmChecks.memory(32L << 20).result()).isEqualTo(Result.FAIL);
        assertThat(JvmChecks.memory(128L << 20).result()).isEqualTo(Result.WARN);
        assertThat(JvmChecks.memory(512L << 20).result()).isEqualTo(Result.OK);
        assertThat(ClockCheck.judge(1, 25, "tsc").result()).isEqualTo(Result.FAIL);
        assertThat(ClockCheck.judge(0, 25, "hpet").result()).isEqualTo(Result.WARN);
        assertThat(ClockCheck.judge(0, 900, "").result()).isEqualTo(Result.WARN);
        assertThat(ClockCheck.judge(0, 25, "tsc").result()).isEqualTo(Result.OK);
    }
}
