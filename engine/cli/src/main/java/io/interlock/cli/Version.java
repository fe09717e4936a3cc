package io.interlock.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
public final class Version implements IVersionProvider
{
    @Override
    public String[] getVersion()
    {
        return new String[] {"interlock " + number() + " (Java " + Runtime.version() + ")"};
    }

    /**
     * The version alone.
     *
     * @return for example {@code 0.1.0}.
     */
    public static String number()
    {
        final Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties"))
        {
            properties.load(in);
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException("the jar's own version.properties cannot be read", e);
        }
        return properties.getProperty("version");
    }
}
