package io.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest
{
    @Test
    void shouldTellItsVersionOnStdout()
    {
        final Run run = Run.of("", "--version");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).matches("interlock \\d+\\.\\d+\\.\\d+\\S* \\(Java \\S+\\)\\R");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void shouldShowHelpOnStdoutWithoutColourWhereNobodyLooks()
    {
        final Run run = Run.of("", "--help");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("doctor", "Exit codes").doesNotContain("\u001B");
    }

    @Test
    void shouldRefuseNoCommandAsUsage()
    {
        final Run run = Run.of("");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("a command is missing", "--help");
    }

    @Test
    void shouldSuggestTheCommandThatWasMeant()
    {
        final Run run = Run.of("", "doctr");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("unknown command 'doctr'", "interlock doctor");
    }

    @Test
    void shouldRefuseUnknownOptionAsUsage()
    {
        final Run run = Run.of("", "doctor", "--jsn");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--jsn").doesNotContain("\tat ");
    }

    @Test
    void shouldKeepColourOffWhereNoColorIsSet()
    {
        System.setProperty(Terminal.OUT_TTY_PROPERTY, "true");
        try
        {
            assertThat(Terminal.ofProcess(Map.of()).color()).isTrue();
            assertThat(Terminal.ofProcess(Map.of("NO_COLOR", "1")).color()).isFalse();
            assertThat(Terminal.ofProcess(Map.of("NO_COLOR", "")).color()).isTrue();
            assertThat(Terminal.ofProcess(Map.of("TERM", "dumb")).color()).isFalse();
        }
        finally
        {
            System.clearProperty(Terminal.OUT_TTY_PROPERTY);
        }
    }
}
