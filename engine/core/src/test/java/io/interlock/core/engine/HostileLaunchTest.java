package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.model.Level;
import io.interlock.core.port.InputRecorder;
import io.interlock.core.port.RecoverySource;
import io.interlock.core.testing.PatientContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.agrona.LangUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Code of the host's that fails in a launch: nothing is started that knows less than it should, and the next try finds the way free. */
@Timeout(120)
class HostileLaunchTest
{
    @TempDir
    private Path directory;

    private EngineContext context()
    {
        return PatientContext.make().config(TestConfigs.patient()).directory(directory);
    }

    @BeforeEach
    void haltScope()
    {
        try (BreakerEngine engine = BreakerEngine.launch(context()))
        {
            engine.scope("v").reporter().apiLatency(4 * TestConfigs.SECOND);
            engine.drain();
        }
    }

    private void refused(final RecoverySource source, final String words)
    {
        assertThatThrownBy(() -> BreakerEngine.launch(context().recovery(source))).isInstanceOf(EngineException.class)
            .hasMessageContaining("nothing is started").hasMessageContaining(words);
        try (BreakerEngine engine = BreakerEngine.launch(context()))
        {
            assertThat(engine.scope("v").ownLevel()).as("nothing is loosened by the try").isEqualTo(Level.HALT);
        }
    }

    @Test
    void shouldStartNothingWhereTheRecoverySourceThrows()
    {
        refused(() ->
        {
            throw new IllegalStateException("planted");
        }, "planted");
    }

    @Test
    void shouldStartNothingWhereTheRecoverySourceThrowsWhatNoSignatureSaysOrAnError()
    {
        refused(() ->
        {
            LangUtil.rethrowUnchecked(new IOException("planted, checked"));
            return null;
        }, "planted, checked");
        refused(() ->
        {
            throw new StackOverflowError("planted, an error");
        }, "planted, an error");
    }

    @Test
    void shouldStartNothingWhereTheRecoverySourceAnswersNull()
    {
        refused(() -> null, "answered null");
    }

    @Test
    void shouldStartWithoutARecorderThatThrowsAtTheBeginning()
    {
        final InputRecorder recorder = new InputRecorder()
        {
            @Override
            public void begin(final UUID bootId)
            {
                throw new IllegalStateException("planted");
            }
        };
        try (BreakerEngine engine = BreakerEngine.launch(context().inputs(recorder)))
        {
            assertThat(engine.scope("v").ownLevel()).isEqualTo(Level.HALT);
            assertThat(engine.issues(Duration.ofMinutes(1))).anyMatch(
                issue -> issue.issueType().equals("RECORDING") && issue.details().contains("planted"));
        }
    }
}
