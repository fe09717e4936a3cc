package io.interlock.notify.channel;

import io.interlock.config.ChannelConfig;
import io.interlock.config.Secret;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Redaction;
import java.io.IOException;

/**
 * Reads a channel's secrets, anew for each delivery. What is read is known to {@link Redaction} from then on, so that no log shows it.
 *
 * <p>Threading: any thread.
 */
final class Secrets
{
    private Secrets()
    {
    }

    /**
     * A secret that must be there.
     *
     * @param config of the channel.
     * @param key    of the secret.
     * @param shown  what errors call the channel.
     * @return its value: for no field, no text and no log.
     * @throws DeliveryException naming the reference. In a file it may be there soon (it is being replaced); a variable will not.
     */
    static String needed(final ChannelConfig config, final String key, final String shown) throws DeliveryException
    {
        final Secret secret = config.secret(key);
        if (secret == null)
        {
            throw DeliveryException.permanent(
                shown + " has no " + key + ": set " + key + ": ${VARIABLE} or " + key + "-file at " + config.place());
        }
        try
        {
            final String value = secret.reveal();
            Redaction.register(value);
            return value;
        }
        catch (final IOException missing)
        {
            final String what = shown + " has no " + key + ": " + missing.getMessage();
            throw secret.inFile() ? DeliveryException.passing(what) : DeliveryException.permanent(what);
        }
    }

    /**
     * A secret that may be there.
     *
     * @param config of the channel.
     * @param key    of the secret.
     * @param shown  what errors call the channel.
     * @return empty where none is configured.
     * @throws DeliveryException as {@link #needed}.
     */
    static String optional(final ChannelConfig config, final String key, final String shown) throws DeliveryException
    {
        return config.secret(key) == null ? "" : needed(config, key, shown);
    }
}
