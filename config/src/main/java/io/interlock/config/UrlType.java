package io.interlock.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * An absolute http or https address. What stands in it may be a secret that someone put there by mistake, so no message quotes one that
 * has a part for it. Stateless.
 *
 * @param query whether it may have a query.
 * @param none  whether there may be none, which is held as the empty text.
 */
record UrlType(boolean query, boolean none) implements ValueType<String>
{
    private static final String NONE = "none";
    private static final int LONGEST = 2_000;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}\\p{Z}]");

    @Override
    public String read(final String text) throws BadValueException
    {
        if (none && NONE.equals(text))
        {
            return "";
        }
        if (SPACE.matcher(text).find())
        {
            throw new BadValueException("the address has a space or a control character");
        }
        if (text.length() > LONGEST)
        {
            throw new BadValueException("the address is " + text.length() + " characters long");
        }
        try
        {
            check(new URI(text));
        }
        catch (final URISyntaxException malformed)
        {
            // Its message quotes the whole address.
            throw new BadValueException("the address is malformed");
        }
        return text;
    }

    private void check(final URI address) throws BadValueException
    {
        final String scheme = address.getScheme();
        if (!"https".equals(scheme) && !"http".equals(scheme))
        {
            throw new BadValueException("the address does not begin with https://");
        }
        if (address.getRawUserInfo() != null || address.getRawAuthority() != null && address.getRawAuthority().contains("@"))
        {
            throw new BadValueException("the address has a user or a password in it");
        }
        if (address.getHost() == null)
        {
            throw new BadValueException("the address has no host, or not a valid one");
        }
        if (address.getPort() == 0 || address.getPort() > HIGHEST_PORT)
        {
            throw new BadValueException("the address has the port " + address.getPort());
        }
        if (address.getRawFragment() != null || !query && address.getRawQuery() != null)
        {
            throw new BadValueException("the address has a part after " + (address.getRawFragment() == null ? "?" : "#"));
        }
    }

    /** Whether an address that was read is not encrypted. */
    static boolean plain(final String address)
    {
        return address.startsWith("http:");
    }

    @Override
    public String write(final String value)
    {
        return value.isEmpty() ? NONE : value;
    }

    @Override
    public String shown(final String text)
    {
        return text.indexOf('@') < 0 && text.indexOf('?') < 0 && text.indexOf('#') < 0 ? text : "";
    }

    @Override
    public String allowed()
    {
        final String parts = query ? "no user in it and no #" : "no user in it, no ? and no #";
        return "an absolute https address (ports 1 to 65535, " + parts + ")" + (none ? ", an http one, or " + NONE : "");
    }
}
