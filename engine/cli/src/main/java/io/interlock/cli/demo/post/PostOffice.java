package io.interlock.cli.demo.post;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * Both receivers, the webhook's key in a file of its own, and the part of a configuration that sends to them.
 *
 * <p>Threading: opened and closed by one thread; the rest by any.
 */
public final class PostOffice implements AutoCloseable
{
    /** The receiver of mail. */
    public static final String MAIL = "mail";
    /** The receiver of the webhook. */
    public static final String WEBHOOK = "webhook";

    private static final String KEY_FILE = "notify.key";
    private static final int KEY_BYTES = 32;

    private final Inbox inbox = new Inbox();
    private final MailServer mail;
    private final HookServer hook;
    private final Path keyFile;

    private PostOffice(final Path keyFile, final String key) throws IOException
    {
        this.keyFile = keyFile;
        mail = new MailServer(inbox);
        try
        {
            hook = new HookServer(key, inbox);
        }
        catch (final IOException refused)
        {
            mail.close();
            throw refused;
        }
    }

    /**
     * Opens both.
     *
     * @param directory where the webhook's key is put.
     * @return open.
     * @throws IOException when a port or the file cannot be had.
     */
    public static PostOffice open(final Path directory) throws IOException
    {
        final byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        final String key = HexFormat.of().formatHex(bytes);
        final Path file = directory.resolve(KEY_FILE).toAbsolutePath();
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, key);
        return new PostOffice(file, key);
    }

    /**
     * The part of a configuration that sends everything here at once.
     *
     * @return YAML.
     */
    public String yaml()
    {
        return """

            notifications:
              group-wait: 0s
              channels:
                mail:
                  type: email
                  host: 127.0.0.1
                  port: %d
                  security: none
                  from: interlock@localhost
                  to: [desk@localhost]
                  priority: INFO
                  rate: 600
                webhook:
                  type: webhook
                  url: http://127.0.0.1:%d/hook
                  key-file: %s
                  allow-private: yes
                  priority: INFO
                  rate: 600
            """.formatted(mail.port(), hook.port(), keyFile);
    }

    /**
     * What arrived.
     *
     * @return in order.
     */
    public List<Arrived> arrived()
    {
        return inbox.all();
    }

    @Override
    public void close()
    {
        mail.close();
        hook.close();
    }
}
