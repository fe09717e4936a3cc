package io.interlock.notify.channel;

import io.interlock.notify.DeliveryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells several recipients one after another, where each needs a request of its own. Who has got an id is remembered, so that a retry for
 * one does not repeat to the others. The memory holds the last {@value #REMEMBERED} pairs and is lost with the process: after a crash
 * someone may be told twice, but nobody is left out.
 *
 * <p>Threading: one worker.
 */
final class Recipients
{
    /** So many messages of a few recipients are not in delivery at once. */
    static final int REMEMBERED = 4096;

    private final List<String> all;
    private final String noun;
    private final Map<String, Boolean> told = new LinkedHashMap<>()
    {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(final Map.Entry<String, Boolean> eldest)
        {
            return size() > REMEMBERED;
        }
    };

    /**
     * One request.
     */
    @FunctionalInterface
    interface Call
    {
        /**
         * Tells one.
         *
         * @param recipient whom.
         * @param timeout   in which it must have been taken.
         * @return what was answered, short.
         * @throws DeliveryException    when it was not taken.
         * @throws InterruptedException when it was given up.
         */
        String tell(String recipient, Duration timeout) throws DeliveryException, InterruptedException;
    }

    /**
     * Nobody is told yet.
     *
     * @param all  without doubles; a double is told once.
     * @param noun what one is called, for messages.
     */
    Recipients(final List<String> all, final String noun)
    {
        this.all = all.stream().distinct().toList();
        this.noun = noun;
    }

    /**
     * Tells all who have not got this id. One that fails keeps the others from nothing: the time that is left is shared among those to
     * come.
     *
     * @param id      of the message.
     * @param timeout of all of it.
     * @param call    tells one.
     * @return what was answered.
     * @throws DeliveryException    when one was not told: with the longest wait that was asked for; permanent where nobody's failure
     *                              is of the kind that passes.
     * @throws InterruptedException when it was given up.
     */
    String tell(final String id, final Duration timeout, final Call call) throws DeliveryException, InterruptedException
    {
        final long deadline = System.nanoTime() + timeout.toNanos();
        final List<String> waiting = all.stream().filter(recipient -> !told.containsKey(key(id, recipient))).toList();
        final List<String> answers = new ArrayList<>();
        final List<DeliveryException> failures = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++)
        {
            final String recipient = waiting.get(i);
            final long share = (deadline - System.nanoTime()) / (waiting.size() - i);
            try
            {
                if (share <= 0)
                {
                    throw DeliveryException.passing(noun + " " + recipient + ": no time was left");
                }
                answers.add(call.tell(recipient, Duration.ofNanos(share)));
                told.put(key(id, recipient), Boolean.TRUE);
            }
            catch (final DeliveryException failed)
            {
                failures.add(failed);
            }
        }
        if (!failures.isEmpty())
        {
            throw together(failures);
        }
        return waiting.isEmpty() ? "each " + noun + " had taken it before" : String.join("; ", answers);
    }

    private DeliveryException together(final List<DeliveryException> failures)
    {
        if (all.size() == 1)
        {
            return failures.get(0);
        }
        final StringBuilder text = new StringBuilder().append(failures.size()).append(" of ").append(all.size()).append(' ').append(noun)
            .append("s not told: ");
        boolean permanent = true;
        Duration wait = null;
        for (int i = 0; i < failures.size(); i++)
        {
            final DeliveryException failure = failures.get(i);
            text.append(i == 0 ? "" : "; ").append(failure.getMessage());
            permanent &= failure.isPermanent();
            final Duration asked = failure.retryAfter();
            wait = asked != null && (wait == null || asked.compareTo(wait) > 0) ? asked : wait;
        }
        if (permanent)
        {
            return DeliveryException.permanent(text.toString());
        }
        return wait == null ? DeliveryException.passing(text.toString()) : DeliveryException.later(text.toString(), wait);
    }

    int remembered()
    {
        return told.size();
    }

    private static String key(final String id, final String recipient)
    {
        // No id holds a line feed, so no two pairs share a key.
        return id + '\n' + recipient;
    }
}
