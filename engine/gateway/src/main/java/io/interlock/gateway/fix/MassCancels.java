package io.interlock.gateway.fix;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import quickfix.Message;

/**
 * Mass cancels of the safety actions and what the venue said to them.
 *
 * <p>Threading: any thread.
 */
final class MassCancels
{
    private static final String REPORT = "r";
    private static final int RESPONSE = 531;
    private static final String REFUSED = "0";

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** What became of one. */
    enum Answer
    {
        /** Nothing yet. */
        AWAITED,
        /** All orders are gone. */
        DONE,
        /** The venue does not do it. */
        REFUSED
    }

    void sent(final String clOrdId)
    {
        answers.put(clOrdId, Answer.AWAITED);
    }

    /** Takes the answer away. */
    Answer forget(final String clOrdId)
    {
        return answers.remove(clOrdId);
    }

    Answer answer(final String clOrdId)
    {
        return answers.get(clOrdId);
    }

    /** Looks at an inbound message; never throws. */
    void read(final Message message)
    {
        if (!answers.isEmpty() && REPORT.equals(OrderFields.optional(message.getHeader(), Tags.MSG_TYPE)))
        {
            final String id = OrderFields.optional(message, Tags.CL_ORD_ID);
            final boolean refused = REFUSED.equals(OrderFields.optional(message, RESPONSE));
            if (id != null && answers.replace(id, Answer.AWAITED, refused ? Answer.REFUSED : Answer.DONE))
            {
                listeners.forEach(Runnable::run);
            }
        }
    }

    void addListener(final Runnable listener)
    {
        listeners.add(listener);
    }

    void removeListener(final Runnable listener)
    {
        listeners.remove(listener);
    }
}
