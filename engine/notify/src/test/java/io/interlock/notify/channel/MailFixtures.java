package io.interlock.notify.channel;

import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelRoute;
import io.interlock.config.ChannelType;
import io.interlock.config.Secret;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** What the tests of the mail channel share. */
final class MailFixtures
{
    static final String PASSWORD = "canary-7f3a-Pa55word";

    private static final Map<String, Path> KEY_FILES = new HashMap<>();

    private MailFixtures()
    {
    }

    static Notification told(final String id, final Priority priority, final String title, final String text, final String html)
    {
        final Draft draft = new Draft(id, Kind.TRANSITION, priority, "venue/btc",
            new Draft.Facts("CLOSED", "HALT", "LOSS", 0.06, 0.05, 1_700_000_000_000L),
            new Draft.Trail("episode-9", 1_700_000_000_000L, 7, "7:abc"), Draft.Extras.NONE);
        return new Notification(draft, title, text, html, "runbook/halt");
    }

    static Notification plain(final String id)
    {
        return told(id, Priority.CRITICAL, "HALT on venue/btc", "Loss 6 % of 5 %.\nOrders cancelled.", "<p>Loss 6 % of 5 %.</p>");
    }

    static ChannelConfig config(final int port, final String security, final String user, final String password, final String... to)
    {
        final Map<String, List<String>> settings = new HashMap<>(Map.of("host", List.of("localhost"),
            "port", List.of(Integer.toString(port)), "security", List.of(security), "from", List.of("interlock@desk.example"),
            "to", to.length == 0 ? List.of("ops@desk.example") : List.of(to)));
        final Map<String, Secret> secrets = new HashMap<>();
        if (!user.isEmpty())
        {
            settings.put("username", List.of(user));
            secrets.put("password", Secret.variable("MAIL_PASSWORD", name -> password));
        }
        final ChannelRoute route = new ChannelRoute("WARNING", Set.of(), null, 30, 0, 0);
        return new ChannelConfig("mail", ChannelType.EMAIL, route, settings, secrets, "code");
    }

    /** A certificate for a host that nobody vouches for, made once. */
    private static KeyStore keys(final String host) throws Exception
    {
        synchronized (MailFixtures.class)
        {
            if (!KEY_FILES.containsKey(host))
            {
                final Path folder = Files.createTempDirectory("interlock-mail");
                final Path file = folder.resolve("keys.p12");
                final Process made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair", "-alias", "mail", "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "san=dns:" + host, "-validity",
                    "30", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", "changeit").redirectErrorStream(true).start();
                made.getInputStream().readAllBytes();
                if (made.waitFor() != 0)
                {
                    throw new IllegalStateException("keytool made no certificate");
                }
                file.toFile().deleteOnExit();
                folder.toFile().deleteOnExit();
                KEY_FILES.put(host, file);
            }
        }
        final KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(KEY_FILES.get(host)))
        {
            keys.load(stream, "changeit".toCharArray());
        }
        return keys;
    }

    /** The file of a host's certificate, for a server that reads it itself. */
    static Path keyFile(final String host) throws Exception
    {
        keys(host);
        return KEY_FILES.get(host);
    }

    /** A server's side of the certificate for a host. */
    static SSLContext serving(final String host) throws Exception
    {
        final KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys(host), "changeit".toCharArray());
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** Trusts the certificate for localhost. */
    static SSLSocketFactory trusting() throws Exception
    {
        return trusting(keys("localhost"));
    }

    /** Trusts the certificate for another host. */
    static SSLSocketFactory trustingAnotherHost() throws Exception
    {
        return trusting(keys("other.example"));
    }

    private static SSLSocketFactory trusting(final KeyStore keys) throws Exception
    {
        final KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (final String alias : Collections.list(keys.aliases()))
        {
            trusted.setCertificateEntry(alias, keys.getCertificate(alias));
        }
        final TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
