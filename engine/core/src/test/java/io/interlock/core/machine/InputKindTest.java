package io.interlock.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InputKindTest
{
    @Test
    void shouldKnowWhichKindsChangeNothingThatARestartBringsBack()
    {
        assertThat(Arrays.stream(InputKind.values()).filter(InputKind::isPassing)).containsExactly(
            InputKind.TICK, InputKind.API_LATENCY, InputKind.ORDER_SUCCESS, InputKind.ORDER_FAILURE, InputKind.SLIPPAGE, InputKind.FILL,
            InputKind.EQUITY, InputKind.LOSS, InputKind.LANE_SUMMARY, InputKind.ORDER_INTENT);
    }
}
