package io.interlock.bench.harness;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.machine.IntentCode;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Side;

/**
 * What a breaker thread judges in production, without end: results, latencies, fills, summaries of lanes, orders and equities of 16 scopes
 * in turn, every number another one. Time and scope change with every second event, so that each is paid for. Now and then a latency is
 * slow or an order fails, so that scopes go to ALERT and recover.
 *
 * <p>Threading: one thread. Allocates nothing.
 */
final class EventMix
{
    /** Below the root; their ids are 1 to this. */
    static final int SCOPES = 16;

    private static final int KINDS = 8;
    private static final long STEP_NS = 60_000;
    private static final long MS = 1_000_000;
    private static final long BEGIN_MS = 1_780_000_000_000L;
    private static final int SLOW_EVERY = 750_000;
    private static final int FAILURE_EVERY = 1_009;
    private static final long SLOW_NS = 600_000_000;
    private static final long HEALTHY_NS = 1_500_000;
    private static final int CODE = IntentCode.of(Intent.OPEN, true, Reason.ALLOWED);

    private final InputEvent event = new InputEvent();
    private long events;
    private long timeNs = 1;
    private int random = 1;

    static String path(final int scope)
    {
        return "venue-" + scope;
    }

    /** The next; valid until the one after it. */
    InputEvent next()
    {
        events++;
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        timeNs += (events & 1) * (STEP_NS + (random & 0xFFFF));
        final int scope = 1 + (int)(events >> 1) % SCOPES;
        if (events % SLOW_EVERY == 0)
        {
            return event.apiLatency(scope, SLOW_NS);
        }
        if (events % FAILURE_EVERY == 0)
        {
            return event.plain(InputKind.ORDER_FAILURE, scope).text("Order rejected: insufficient margin");
        }
        final long latencyNs = HEALTHY_NS + (random & 0xFFFFF);
        final double price = 50_000 + (random & 0xFF) / 10.0;
        return switch ((int)((events >> 5) + events) % KINDS)
        {
            case 0, 1 -> event.plain(InputKind.ORDER_SUCCESS, scope);
            case 2 -> event.apiLatency(scope, latencyNs);
            case 3, 4 -> event.fill(scope, latencyNs, Side.BUY, 50_000.0, price);
            case 5 -> event.folded(InputKind.LANE_SUMMARY, scope, latencyNs, 10, 10, 200_000);
            case 6 -> event.intent(scope, CODE, 0.82, 1.5, 1.0);
            default -> event.equity(scope, 100_000.0 + (random & 0xFF));
        };
    }

    /** How many there were. */
    long events()
    {
        return events;
    }

    /** Engine time of the last. */
    long timeNs()
    {
        return timeNs;
    }

    /** Wall time of the last. */
    long wallMs()
    {
        return BEGIN_MS + timeNs / MS;
    }
}
