package io.interlock.cli.live;

import io.interlock.core.mapped.MappedScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.ExchangeStatus;
import io.interlock.core.model.Level;
import io.interlock.core.model.NetworkStatus;
import io.interlock.core.text.Durations;

/** What would bring a scope back, as far as a gate file tells it. Threading: pure. */
public final class WhatNext
{
    /** Stand until an operator accepts them (SEMANTICS 3): no cooldown runs meanwhile. */
    private static final Cause[] ACCEPTED = {Cause.JOURNAL, Cause.JOURNAL_DAMAGE, Cause.RESTARTS};

    private WhatNext()
    {
    }

    /**
     * Says what is missing.
     *
     * @param scope of a gate file.
     * @param nowMs wall time, milliseconds since 1970.
     * @return empty where nothing is.
     */
    public static String of(final MappedScope scope, final long nowMs)
    {
        final MappedScope.Samples samples = scope.samples();
        final Level own = scope.own();
        if (own == Level.CLOSED)
        {
            return scope.effective() == Level.CLOSED ? "" : "held by a scope above";
        }
        if (own == Level.SHUTDOWN)
        {
            return samples.resettable() ? "an operator's reset" : "a restart, then an operator's reset";
        }
        for (final Cause cause : ACCEPTED)
        {
            if ((scope.vital().standing() & 1L << cause.ordinal()) != 0)
            {
                return "an operator's accept " + cause;
            }
        }
        if (scope.vital().exchange() != ExchangeStatus.UP)
        {
            return "the exchange is " + scope.vital().exchange();
        }
        if (scope.vital().network() != NetworkStatus.CONNECTED)
        {
            return "the network is " + scope.vital().network();
        }
        if (samples.awaitingConfirmation())
        {
            return "an operator's confirm";
        }
        if (samples.waitingForEvidence())
        {
            return "waiting for a healthy sample";
        }
        return samples.cooldownEndMs() > nowMs ? "cooldown for " + Durations.text(samples.cooldownEndMs() - nowMs) : "a cause stands";
    }
}
