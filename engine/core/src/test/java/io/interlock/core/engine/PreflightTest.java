package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM without the flag is told so before anything breaks. */
class PreflightTest
{
    @TempDir
    private Path temp;

    @Test
    void shouldNameTheMissingFlag() throws Exception
    {
        final Path log = temp.resolve("child.log");
        final Process child = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
            ChildEngine.class.getName(), temp.resolve("data").toString()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(log)).contains("--add-opens java.base/jdk.internal.misc=ALL-UNNAMED").contains("EngineException")
            .doesNotContain("IllegalAccessError");
        assertThat(temp.resolve("data")).doesNotExist();
    }
}
