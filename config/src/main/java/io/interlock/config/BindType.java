package io.interlock.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A literal IP address to listen on. A name is refused: what it stands for may change, and with it who can reach the port. Stateless. */
record BindType() implements ValueType<String>
{
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    @Override
    public String read(final String text) throws BadValueException
    {
        if ("localhost".equalsIgnoreCase(text))
        {
            return "127.0.0.1";
        }
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches())
        {
            throw new BadValueException("'" + text + "' is not an IP address");
        }
        try
        {
            address(text);
        }
        catch (final UnknownHostException malformed)
        {
            throw new BadValueException("'" + text + "' is not an IP address");
        }
        return text;
    }

    /** Whether only this machine reaches an address that was read. */
    static boolean loopback(final String text)
    {
        try
        {
            return address(text).isLoopbackAddress();
        }
        catch (final UnknownHostException malformed)
        {
            return false;
        }
    }

    // In brackets nothing is looked up: it is an address or an error.
    private static InetAddress address(final String text) throws UnknownHostException
    {
        return InetAddress.getByName(text.indexOf(':') < 0 ? text : "[" + text + "]");
    }

    @Override
    public String write(final String value)
    {
        return value;
    }

    @Override
    public String allowed()
    {
        return "an IP address such as 127.0.0.1, ::1 or 0.0.0.0, or localhost";
    }
}
