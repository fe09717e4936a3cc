package io.interlock.notify.channel;

import io.interlock.config.ChannelConfig;
import io.interlock.config.Secret;
import io.interlock.notify.DeliveryException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The secrets of one attempt. They are read anew for each, so that a file that was replaced holds at once, and each that was read is taken
 * out of whatever the receiver says: a server may answer with what it was sent.
 *
 * <p>Threading: one thread; to be dropped after the attempt.
 */
final class Credentials
{
    private static final String HIDDEN = "***";

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
        final Secret secret = config.secret(key);
        if (secret == null)
        {
            throw DeliveryException.permanent(where(key) + "is missing; write " + key + ": ${VARIABLE} or " + key + "-file: /a/path");
        }
        final String value = value(key, secret);
        revealed.add(value);
        if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f))
        {
            throw DeliveryException.permanent(where(key) + "what " + secret + " gives holds blanks, control characters or letters beyond "
                + "ASCII; put the secret alone there, as the service shows it");
        }
        return value;
    }

    private String value(final String key, final Secret secret) throws DeliveryException
    {
        try
        {
            return secret.reveal();
        }
        catch (final IOException missing)
        {
            // Secret names the reference alone.
            throw DeliveryException.permanent(where(key) + missing.getMessage());
        }
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
        final String both = base64(user + ':' + password);
        revealed.add(both);
        return "Basic " + both;
    }

    /**
     * Takes the secrets out of what somebody else wrote, in the forms in which they were sent.
     *
     * @param text any; null counts as empty. To be cleaned and cut only afterwards: of a cut secret the rest would stay.
     * @return without them.
     */
    String redacted(final String text)
    {
        String shown = text == null ? "" : text;
        for (final String secret : revealed)
        {
            shown = shown.replace(secret, HIDDEN)
                .replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), HIDDEN)
                .replace(base64(secret), HIDDEN);
        }
        return shown;
    }

    private String where(final String key)
    {
        return "channel " + config.name() + " (" + config.place() + "): " + key + ": ";
    }

    private static String base64(final String text)
    {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
