package io.interlock.notify.delivery;

import io.interlock.core.port.NoticeIncident;
import io.interlock.core.text.CleanText;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.NotificationChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One attempt on its way. Threading: under the lock of its worker, but for {@link #make}, which is without it. */
final class Attempt
{
    private static final int MOST_ANSWER = 300;

    final QueuedMessage message;
    final long startNs;
    boolean interrupted;
    long interruptedNs;
    /** Of the secrets, as they were just before it. */
    private long revision;

    Attempt(final QueuedMessage message, final long startNs)
    {
        this.message = message;
        this.startNs = startNs;
    }

    /**
     * What it came to.
     *
     * @param answer  null: it was not taken.
     * @param failure null without an answer: the channel does not want it.
     */
    record Outcome(String answer, DeliveryException failure)
    {
    }

    /** Throws nothing. */
    Outcome make(final ChannelEntry entry)
    {
        final NotificationChannel channel = entry.channel();
        try
        {
            if (channel == null)
            {
                return new Outcome(null, DeliveryException.permanent(entry.problem()));
            }
            revision = entry.secretsRevision();
            if (!channel.wants(message.base().kind()))
            {
                return new Outcome(null, null);
            }
            return new Outcome(oneLine(channel.deliver(message.toSend(), Duration.ofNanos(entry.route().timeoutNs()))), null);
        }
        catch (final DeliveryException failure)
        {
            return new Outcome(null, failure);
        }
        catch (final InterruptedException givenUp)
        {
            return new Outcome(null, DeliveryException.passing(noAnswer(entry)));
        }
        catch (final Throwable thrown)
        {
            // Its text may be a stranger's and hold a secret: only its class is shown.
            return new Outcome(null, DeliveryException.passing("it threw " + thrown.getClass().getName()));
        }
    }

    /** Of the thread that made it, or after that. */
    long revision()
    {
        return revision;
    }

    static String noAnswer(final ChannelEntry entry)
    {
        return "no answer within " + TimeUnit.NANOSECONDS.toMillis(entry.route().timeoutNs()) + " ms";
    }

    /** A stranger's answer: one line without control characters and without those that turn a text around. */
    static String oneLine(final String answer)
    {
        final String line = CleanText.replaced(answer, ' ').replaceAll("\\s+", " ").strip();
        // What a restart reads behind it is ours alone.
        return CleanText.cut(NoticeIncident.harmless(line), MOST_ANSWER);
    }
}
