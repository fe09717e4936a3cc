package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One thing that cannot be closed keeps no other open. */
class ClosingTest
{
    private final List<String> closed = new ArrayList<>();

    private Runnable step(final String name, final Throwable thrown)
    {
        return () ->
        {
            closed.add(name);
            if (thrown instanceof Error error)
            {
                throw error;
            }
            if (thrown != null)
            {
                throw (RuntimeException)thrown;
            }
        };
    }

    @Test
    void shouldCloseTheRestAndThrowWhatWasThrownFirst()
    {
        final IllegalStateException first = new IllegalStateException("first");
        final StackOverflowError second = new StackOverflowError();
        assertThatThrownBy(() -> Closing.inTurn(step("console", null), step("engine", first), step("notes", second), step("journal", null)))
            .isSameAs(first).hasSuppressedException(second);
        assertThat(closed).containsExactly("console", "engine", "notes", "journal");
    }

    @Test
    void shouldThrowAnErrorAsItIs()
    {
        final StackOverflowError error = new StackOverflowError();
        assertThatThrownBy(() -> Closing.inTurn(step("engine", error), step("journal", null))).isSameAs(error);
        assertThat(closed).containsExactly("engine", "journal");
    }

    @Test
    void shouldThrowNothingWhereNothingWasThrown()
    {
        Closing.inTurn(step("engine", null));
        assertThat(closed).containsExactly("engine");
    }
}
