package io.interlock.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Level;
import org.junit.jupiter.api.Test;

/**
 * SEMANTICS 5, the column of priorities.
 *
 * <p>Threading: one test thread.
 */
final class PriorityTest
{
    @Test
    void shouldGradeEachTransition()
    {
        for (final Level from : Level.values())
        {
            for (final Level to : Level.values())
            {
                final Priority upwards = switch (to)
                {
                    case CLOSED -> Priority.INFO;
                    case ALERT -> Priority.WARNING;
                    case THROTTLE, HALT -> Priority.CRITICAL;
                    case SHUTDOWN -> Priority.EMERGENCY;
                };
                assertThat(Priority.of(from, to)).as("%s to %s", from, to)
                    .isEqualTo(to.ordinal() > from.ordinal() ? upwards : Priority.INFO);
            }
        }
    }
}
