package io.interlock.notify.channel;

import io.interlock.config.ChannelConfig;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The secrets of one attempt: each that was read, also as part of a header, is taken out of whatever the receiver says.
 *
 * <p>Threading: one thread; to be dropped after the attempt.
 */
final class Credentials
{
    private final ChannelConfig config;
    private final List<String> revealed = new ArrayList<>();

    Credentials(final ChannelConfig config)
    {
        this.config = config;
    }

    /**
     * Reads a secret.
     *
     * @param key of the setting.
     * @return printable ASCII without blanks, so that it can neither end a header nor leave its place in an address; never empty.
     * @throws DeliveryException naming the setting, and not the value, where there is none or it holds anything else.
     */
    String reveal(final String key) throws DeliveryException
    {
        final String shown = "channel " + config.name() + " (" + config.place() + ")";
        final String value = Secrets.needed(config, key, shown);
        revealed.add(value);
        if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f))
        {
            throw DeliveryException.permanent(shown + ": " + key + ": what " + config.secret(key) + " gives holds blanks, control "
                + "characters or letters beyond ASCII; put the secret alone there, as the service shows it");
        }
        return value;
    }

    /**
     * The header of basic authentication.
     *
     * @param user     not secret.
     * @param password as {@link #reveal} gave it.
     * @return the value of {@code Authorization}.
     */
    String basic(final String user, final String password)
    {
        final String both = Base64.getEncoder().encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
        revealed.add(both);
        Redaction.register(both);
        return "Basic " + both;
    }

    /**
     * Of what was read so far.
     *
     * @return never null.
     */
    Redaction redaction()
    {
        return new Redaction(revealed);
    }
}
