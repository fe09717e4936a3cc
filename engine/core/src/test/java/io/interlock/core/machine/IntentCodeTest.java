package io.interlock.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Reason;
import org.junit.jupiter.api.Test;

/** Recordings keep these numbers. */
class IntentCodeTest
{
    @Test
    void shouldGiveBackWhatWasPacked()
    {
        for (final Intent intent : Intent.values())
        {
            for (final Reason reason : Reason.values())
            {
                for (final boolean stated : new boolean[] {false, true})
                {
                    final int code = IntentCode.of(intent, stated, reason);
                    assertThat(code).isBetween(0, 65_535);
                    assertThat(IntentCode.isValid(code)).isTrue();
                    assertThat(IntentCode.intent(code)).isEqualTo(intent);
                    assertThat(IntentCode.stated(code)).isEqualTo(stated);
                    assertThat(IntentCode.reason(code)).isEqualTo(reason);
                }
            }
        }
    }

    @Test
    void shouldKeepItsNumbers()
    {
        assertThat(InputKind.ORDER_INTENT.ordinal()).isEqualTo(30);
        assertThat(IntentCode.of(Intent.OPEN, false, Reason.ALLOWED)).isZero();
        assertThat(IntentCode.of(Intent.CLOSE, true, Reason.ALLOWED_REDUCED)).isEqualTo(0x181);
        assertThat(IntentCode.of(Intent.CANCEL, false, Reason.DENIED_CONFIDENCE)).isEqualTo(0x702);
        assertThat(IntentCode.of(null, false, Reason.DENIED_HALT)).as("judged as an OPEN").isEqualTo(0x500);
    }

    @Test
    void shouldKnowWhatIsNoSuchCode()
    {
        int valid = 0;
        for (int code = -70_000; code < 70_000; code++)
        {
            valid += IntentCode.isValid(code) ? 1 : 0;
        }
        assertThat(valid).isEqualTo(2 * Intent.values().length * Reason.values().length);
    }
}
