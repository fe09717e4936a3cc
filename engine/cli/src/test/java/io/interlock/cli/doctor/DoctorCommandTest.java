package io.interlock.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.cli.ExitCode;
import io.interlock.cli.Run;
import io.interlock.cli.doctor.Finding.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
            "java", "flags", "cores", "memory", "clock", "directory");
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

    @Test
    void shouldWarnOfADirectoryThatOthersMayEnter() throws IOException
    {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(DirectoryCheck.directory(directory).result()).isEqualTo(Result.WARN);
        assertThat(DirectoryCheck.directory(directory).advice()).contains("chmod 700");

        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        assertThat(DirectoryCheck.directory(directory).result()).isEqualTo(Result.OK);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldNameTheMissingFlag()
    {
        assertThat(JvmChecks.flags(false, 17, List.of()).result()).isEqualTo(Result.FAIL);
        assertThat(JvmChecks.flags(false, 17, List.of()).found()).contains("--add-opens java.base/jdk.internal.misc=ALL-UNNAMED");
        assertThat(JvmChecks.flags(true, 17, List.of()).result()).isEqualTo(Result.OK);
        assertThat(JvmChecks.flags(true, 25, List.of()).result()).isEqualTo(Result.WARN);
        assertThat(JvmChecks.flags(true, 25, List.of("--sun-misc-unsafe-memory-access=allow")).result()).isEqualTo(Result.OK);
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
