package io.interlock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What strangers say stays one plain line of the engine's log. */
class EngineLogTest
{
    @Test
    void shouldMakeOnePlainLineOfAnyText()
    {
        assertThat(EngineLog.plain("rejected\r\n[main] ERROR forged\u001b[31m\u202e\u2066\u2028\u0085\u0000\ud800 caf\u00e9 \ud83d\ude00"))
            .isEqualTo("rejected??[main] ERROR forged?[31m?????? caf\u00e9 \ud83d\ude00");
        assertThat(EngineLog.plain(null)).isEqualTo("null");
    }
}
