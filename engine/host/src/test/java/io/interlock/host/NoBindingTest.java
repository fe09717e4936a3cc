package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Who embeds the engine chooses where the log goes: the distribution's binding comes with the command alone. */
class NoBindingTest
{
    @Test
    void shouldLeaveTheBindingOfTheLogToItsHost()
    {
        assertThatThrownBy(() -> Class.forName("ch.qos.logback.classic.Logger")).isInstanceOf(ClassNotFoundException.class);
    }
}
