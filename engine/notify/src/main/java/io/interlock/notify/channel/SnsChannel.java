package io.interlock.notify.channel;

import io.interlock.config.ChannelConfig;
import io.interlock.core.text.CleanText;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import java.time.Duration;
import java.util.List;

/**
 * SMS, or a topic, through AWS SNS with the official SDK v2, which signs. The SDK is optional: who uses this channel adds its two
 * artifacts. A retry tells only the numbers that have not got this id.
 *
 * <p>Threading: {@link #deliver} on one worker, {@link #check} on any thread. Owns the client and closes it.
 */
public final class SnsChannel implements NotificationChannel
{
    // SNS: fewer than 100 characters.
    private static final int SUBJECT = 99;

    private final ChannelConfig config;
    private final Recipients targets;
    private final SnsPort sns;

    /**
     * Makes the client; asks nobody anything yet.
     *
     * @param config of type SNS.
     * @throws IllegalStateException    naming the artifacts to add, when the SDK is not there.
     * @throws IllegalArgumentException naming the setting, when {@code url} is no address or not allowed.
     */
    public SnsChannel(final ChannelConfig config)
    {
        this(config, false);
    }

    private SnsChannel(final ChannelConfig config, final boolean rehearsed)
    {
        this.config = config;
        final String topic = config.text("topic-arn");
        targets = topic.isEmpty() ? new Recipients(config.list("to"), "number") : new Recipients(List.of(topic), "topic");
        sns = open(config, rehearsed);
    }

    /**
     * One that signs as the real one does and tells nobody.
     *
     * @param config of type SNS.
     * @return to be closed.
     * @throws IllegalStateException naming the artifacts to add, when the SDK is not there.
     */
    public static SnsChannel rehearsal(final ChannelConfig config)
    {
        return new SnsChannel(config, true);
    }

    private static SnsPort open(final ChannelConfig config, final boolean rehearsed)
    {
        try
        {
            return rehearsed ? SnsSdk.rehearsal(config) : SnsSdk.open(config);
        }
        catch (final NoClassDefFoundError absent)
        {
            throw new IllegalStateException("channel " + config.name() + " (" + config.place() + "): a channel of type sns needs the "
                + "AWS SDK, which is not on the class path (" + absent.getMessage() + "); add software.amazon.awssdk:sns and "
                + "software.amazon.awssdk:url-connection-client", absent);
        }
    }

    @Override
    public String name()
    {
        return config.name();
    }

    @Override
    public String deliver(final Notification notification, final Duration timeout) throws DeliveryException, InterruptedException
    {
        final SnsPort.Message message =
            new SnsPort.Message(notification.id(), subject(notification.title()), SmsText.of(notification));
        return targets.tell(notification.id(), timeout, (target, share) -> target + ": message " + sns.publish(target, message, share));
    }

    /** SNS takes no subject with other than printable ASCII, or that does not begin with a letter, a digit or a punctuation mark. */
    static String subject(final String title)
    {
        final StringBuilder subject = new StringBuilder();
        CleanText.line(title, 1000).strip().codePoints().forEach(c -> subject.append(c >= ' ' && c < 0x7f ? (char)c : '?'));
        return SmsText.cut(subject.toString(), SUBJECT);
    }

    @Override
    public String check(final Duration timeout) throws DeliveryException
    {
        try
        {
            return sns.check(config.text("topic-arn"), timeout);
        }
        catch (final InterruptedException givenUp)
        {
            Thread.currentThread().interrupt();
            throw DeliveryException.passing("channel " + config.name() + ": given up");
        }
    }

    @Override
    public void close()
    {
        sns.close();
    }
}
