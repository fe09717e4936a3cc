package io.interlock.journal.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.port.ActionEvent;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Codes that reach the disk, written out: they never change. */
class RecordTypeTest
{
    @Test
    void shouldKeepTheCodesOfTypes()
    {
        assertThat(Arrays.stream(RecordType.values()).map(type -> type + "=" + type.code()).collect(Collectors.joining(" "))).isEqualTo(
            "GENESIS=1 TRANSITION=2 COMMAND=3 ACTION=4 NOTIFICATION=5 ISSUE=6 METRICS=7 RECOVERED=8 VITAL=9 DAMAGE=10 GAP=11 "
                + "STOPPED=12 STARTED=13 RETAINED=14");
        for (int code = -2; code < 300; code++)
        {
            final RecordType type = RecordType.of(code);
            assertThat(type == null ? code < 1 || code > 14 : type.code() == code).as("code %d", code).isTrue();
        }
    }

    @Test
    void shouldKeepTheOrdinalsThatTheRecordBorrows()
    {
        assertThat(names(Level.values())).isEqualTo("CLOSED ALERT THROTTLE HALT SHUTDOWN");
        assertThat(names(ExchangeStatus.values())).isEqualTo("UP SLOW DEGRADED DOWN");
        assertThat(names(NetworkStatus.values())).isEqualTo("CONNECTED DISCONNECTED");
        assertThat(names(ActionEvent.Stage.values())).isEqualTo("STARTED SUCCEEDED RETRIED FAILED TIMED_OUT SUPERSEDED");
        assertThat(names(Cause.values())).startsWith("API_LATENCY SLIPPAGE CONSECUTIVE_FAILURES FAILURE_RATE LOSS EXCHANGE NETWORK "
            + "MEMORY_ERROR SECURITY_BREACH DATABASE_CORRUPTION SYSTEM_ERROR OPERATOR_KILL INVALID_SAMPLE OVERLOAD JOURNAL JOURNAL_DAMAGE "
            + "RESTARTS RECOVERY CONFIRM FORCE_RECOVERY RESET");
    }

    private static String names(final Enum<?>[] constants)
    {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(" "));
    }
}
