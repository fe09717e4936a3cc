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
    /** A shorter part of an address is a word, and may be part of any line of a log. */
    private static final int TOKEN = 12;

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
     * An address, which may be a secret itself. Then a library may show its path, or a part of it, without the rest: parts are known too.
     *
     * @param config of the channel.
     * @param key    of the address.
     * @param shown  what errors call the channel.
     * @return whole.
     * @throws DeliveryException as {@link #needed}.
     */
    static String address(final ChannelConfig config, final String key, final String shown) throws DeliveryException
    {
        if (!config.text(key).isEmpty())
        {
            return config.text(key);
        }
        final String url = needed(config, key, shown);
        Redaction.parts(url).stream().filter(part -> part.length() >= TOKEN).forEach(Redaction::register);
        return url;
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
