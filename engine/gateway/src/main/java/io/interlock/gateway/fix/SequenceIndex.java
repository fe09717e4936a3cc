package io.interlock.gateway.fix;

import io.interlock.gateway.order.OrderRequest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import quickfix.Message;
import quickfix.SessionID;

/**
 * Which request went out under which MsgSeqNum: a reject names nothing else. Keeps the last 4,096 of each session.
 *
 * <p>Threading: any thread.
 */
final class SequenceIndex
{
    private static final int KEPT = 4_096;

    private final ConcurrentMap<SessionID, AtomicReferenceArray<Sent>> bySession = new ConcurrentHashMap<>();

    private record Sent(int sequence, OrderRequest request)
    {
    }

    /** Null for a message that is no request: it takes the place of what had the number before a reset. */
    void put(final SessionID session, final Message message, final OrderRequest request)
    {
        final String sequence = OrderFields.optional(message.getHeader(), Tags.MSG_SEQ_NUM);
        if (sequence != null)
        {
            final int number = Integer.parseInt(sequence);
            final AtomicReferenceArray<Sent> sent = of(session);
            if (request != null || sent.get(number % KEPT) != null)
            {
                sent.set(number % KEPT, request == null ? null : new Sent(number, request));
            }
        }
    }

    /** Null where none is known. */
    OrderRequest find(final SessionID session, final int sequence)
    {
        final Sent sent = sequence < 0 ? null : of(session).get(sequence % KEPT);
        return sent != null && sent.sequence() == sequence ? sent.request() : null;
    }

    private AtomicReferenceArray<Sent> of(final SessionID session)
    {
        return bySession.computeIfAbsent(session, id -> new AtomicReferenceArray<>(KEPT));
    }
}
