package io.interlock.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The words of the law: their order and codes are fixed, since files hold them (SEMANTICS 1 to 4). */
class ModelTest
{
    @Test
    void shouldKeepTheOrderThatFilesHold()
    {
        assertThat(Level.values()).extracting(Enum::name).containsExactly("CLOSED", "ALERT", "THROTTLE", "HALT", "SHUTDOWN");
        assertThat(ExchangeStatus.values()).extracting(Enum::name).containsExactly("UP", "SLOW", "DEGRADED", "DOWN");
        assertThat(NetworkStatus.values()).extracting(Enum::name).containsExactly("CONNECTED", "DISCONNECTED");
        assertThat(Side.values()).extracting(Enum::name).containsExactly("UNKNOWN", "BUY", "SELL");
        assertThat(CriticalError.values()).extracting(Enum::name)
            .containsExactly("MEMORY_ERROR", "SECURITY_BREACH", "DATABASE_CORRUPTION", "SYSTEM_ERROR");
        for (final Level level : Level.values())
        {
            assertThat(Level.of(level.ordinal())).isSameAs(level);
        }
        for (final Cause cause : Cause.values())
        {
            assertThat(Cause.of(cause.ordinal())).isSameAs(cause);
        }
        for (final ExchangeStatus status : ExchangeStatus.values())
        {
            assertThat(ExchangeStatus.of(status.ordinal())).isSameAs(status);
        }
        for (final NetworkStatus status : NetworkStatus.values())
        {
            assertThat(NetworkStatus.of(status.ordinal())).isSameAs(status);
        }
        for (final Side side : Side.values())
        {
            assertThat(Side.of(side.ordinal())).isSameAs(side);
        }
        for (final CriticalError error : CriticalError.values())
        {
            assertThat(CriticalError.of(error.ordinal())).isSameAs(error);
            assertThat(error.cause().name()).isEqualTo(error.name());
        }
    }

    @Test
    void shouldOrderLevelsBySeverity()
    {
        for (final Level one : Level.values())
        {
            for (final Level other : Level.values())
            {
                assertThat(one.isAbove(other)).isEqualTo(one.compareTo(other) > 0);
                assertThat(Level.max(one, other)).isEqualTo(one.compareTo(other) > 0 ? one : other);
            }
        }
    }

    @Test
    void shouldTellWhatTripsFromWhatLowers()
    {
        assertThat(Cause.tripping()).startsWith(Cause.API_LATENCY, Cause.SLIPPAGE).endsWith(Cause.JOURNAL_DAMAGE, Cause.RESTARTS)
            .noneMatch(Cause::isDownward);
        assertThat(Cause.values()).filteredOn(Cause::isDownward)
            .containsExactly(Cause.RECOVERY, Cause.CONFIRM, Cause.FORCE_RECOVERY, Cause.RESET);
    }

    @Test
    void shouldShowNumbersInTheUnitOfTheirCause()
    {
        assertThat(Cause.API_LATENCY.forPeople(1_500_000)).isEqualTo(1.5);
        assertThat(Cause.API_LATENCY.unit().symbol()).isEqualTo("ms");
        assertThat(Cause.SLIPPAGE.forPeople(5_000_000)).isEqualTo(0.5);
        assertThat(Cause.SLIPPAGE.unit().symbol()).isEqualTo("%");
        assertThat(Cause.CONSECUTIVE_FAILURES.forPeople(3)).isEqualTo(3.0);
        assertThat(Cause.CONSECUTIVE_FAILURES.unit().symbol()).isEmpty();
        assertThat(Cause.EXCHANGE.forPeople(Cause.NO_NUMBER)).isNaN();
    }

    @Test
    void shouldKnowDemandsAndDrills()
    {
        assertThat(ExchangeStatus.values()).extracting(ExchangeStatus::demand)
            .containsExactly(Level.CLOSED, Level.ALERT, Level.THROTTLE, Level.HALT);
        assertThat(DrillScope.is("drill")).isTrue();
        assertThat(DrillScope.is("venue/drill-7")).isTrue();
        assertThat(DrillScope.is("venue/drills")).isFalse();
        assertThat(DrillScope.is("drill/venue")).isFalse();
        assertThat(DrillScope.is("")).isFalse();
    }

    /** A size factor where nothing is allowed would be a size. */
    @Test
    void shouldGiveNoSizeWhereNothingIsAllowed()
    {
        for (final Reason reason : Reason.values())
        {
            final Verdict verdict = new Verdict(reason, 0.5);
            assertThat(verdict.allowed()).isEqualTo(reason.name().startsWith("ALLOWED")).isEqualTo(reason.allowed());
            assertThat(verdict.sizeFactor()).isEqualTo(reason.allowed() ? 0.5 : 0.0);
            assertThat(verdict.reason()).isSameAs(reason);
            assertThat(verdict).hasToString(reason + (reason.allowed() ? " x0.5" : " x0.0"));
        }
    }
}
