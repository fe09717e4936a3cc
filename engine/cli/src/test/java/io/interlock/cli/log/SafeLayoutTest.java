package io.interlock.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.interlock.notify.Redaction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How an event looks, and that no text in it can look like another. */
class SafeLayoutTest
{
    private static final String START = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) \\[.*";
    private final Logger logger = new LoggerContext().getLogger("io.interlock.cli.log.SafeLayoutTest");

    private List<String> lines(final String message, final Throwable thrown)
    {
        final LoggingEvent event = new LoggingEvent(getClass().getName(), logger, Level.WARN, message, thrown, null);
        event.setThreadName("desk");
        final String text = new SafeLayout().doLayout(event);
        assertThat(text).endsWith("\n");
        return text.lines().toList();
    }

    @Test
    void shouldLookAsItAlwaysDid()
    {
        assertThat(lines("all is {} well", null)).singleElement().asString().matches(START)
            .endsWith(" [desk] WARN SafeLayoutTest - all is {} well");
    }

    @Test
    void shouldShowAnExceptionWithAllItHolds()
    {
        final Exception inner = new IllegalArgumentException("inner");
        final Exception outer = new IllegalStateException("outer", inner);
        outer.addSuppressed(new java.io.IOException("beside"));
        assertThat(lines("it threw", outer)).anyMatch("java.lang.IllegalStateException: outer"::equals)
            .anyMatch(line -> line.startsWith("\tat io.interlock.cli.log.SafeLayoutTest.shouldShowAnException"))
            .anyMatch("\tSuppressed: java.io.IOException: beside"::equals)
            .anyMatch("Caused by: java.lang.IllegalArgumentException: inner"::equals);
    }

    @Test
    void shouldEndWithExceptionsThatHoldThemselvesOrVeryMany()
    {
        final Exception one = new IllegalStateException("one");
        one.addSuppressed(new IllegalStateException("two", one));
        Exception deep = new IllegalStateException("deep 0");
        for (int i = 1; i < 1_000; i++)
        {
            deep = new IllegalStateException("deep " + i, deep);
        }
        assertThat(lines("it threw", one)).anyMatch(line -> line.contains("... what it holds is left out"));
        assertThat(lines("it threw", deep)).hasSizeLessThan(5_000).anyMatch(line -> line.contains("... what it holds is left out"));
    }

    @Test
    void shouldShowNoSecretAndNoLineThatATextMadeUp()
    {
        final String canary = "canary-77-of-layout";
        Redaction.register(canary);
        final String forged = canary + "\r\n2026-11-26T00:00:00.000Z [main] INFO engine - all is well\u001b[2J\u202e\u0000";
        final Exception thrown = new IllegalStateException(forged, new IllegalArgumentException(forged));
        thrown.addSuppressed(new IllegalArgumentException(forged));
        logger.getLoggerContext().getLogger("x");

        final List<String> lines = lines(forged, thrown);

        assertThat(lines).filteredOn(line -> line.matches(START)).hasSize(1);
        assertThat(String.join("", lines)).doesNotContain(canary).doesNotContain("\u001b", "\u202e", "\u0000", "\r")
            .contains("WARN SafeLayoutTest - [secret]\\r\\n2026", "IllegalStateException: [secret]\\r\\n2026", "\\u001b[2J\\u202e\\u0000");
    }
}
