package io.interlock.notify.channel;

import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelRoute;
import io.interlock.config.ChannelType;
import io.interlock.config.Secret;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** What the tests of the mail channel share. */
final class MailFixtures
{
    static final String PASSWORD = "canary-7f3a-Pa55word";

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
        return new ChannelConfig("mail", ChannelType.EMAIL, new ChannelRoute("WARNING", Set.of(), null, 30, 0, 0), settings, secrets, "code");
    }

    /** Trusts the certificate that the test's server signs itself. */
    static SSLSocketFactory trustingGreenMail() throws Exception
    {
        final KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var stream = com.icegreen.greenmail.util.DummySSLServerSocketFactory.class.getResourceAsStream("/greenmail.p12"))
        {
            keys.load(stream, "changeit".toCharArray());
        }
        final KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (final String alias : java.util.Collections.list(keys.aliases()))
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
