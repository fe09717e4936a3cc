package io.interlock.notify.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.interlock.notify.DeliveryException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Only who proves to be the host that was asked for is told anything. */
@Timeout(300)
class SafeHttpTlsTest
{
    private static final Duration LONG = Duration.ofSeconds(120);

    @TempDir
    private static Path folder;
    private static StubCertificate good;
    private static StubCertificate otherHost;

    @BeforeAll
    static void make() throws Exception
    {
        good = StubCertificate.make(folder, "dns:hooks.example,ip:127.0.0.1");
        otherHost = StubCertificate.make(folder, "dns:other.example");
    }

    private static SafeHttp trusting(final SSLContext context)
    {
        return new SafeHttp(new AddressGuard(true, Set.of(), name -> new InetAddress[] {InetAddress.getLoopbackAddress()}),
            context.getSocketFactory(), () -> 0);
    }

    private static HttpSender.Request to(final String url)
    {
        return new HttpSender.Request("POST", url, Map.of(), "text/plain", "hello", "a hook");
    }

    @Test
    void shouldTellWhoProvesTheName() throws Exception
    {
        try (StubServer server = StubServer.startSecure(good.server()); SafeHttp http = trusting(good.client()))
        {
            assertThat(http.send(to(server.url()), LONG).body()).isEqualTo("ok");
            assertThat(http.send(to("https://hooks.example:" + server.port() + "/x"), LONG).status()).isEqualTo(200);
            http.reach(server.url(), "a hook", LONG);
            assertThat(server.take().body()).isEqualTo("hello");
        }
    }

    @Test
    void shouldNotTellWhoIsNotTrusted() throws Exception
    {
        try (StubServer server = StubServer.startSecure(good.server()); SafeHttp http = new SafeHttp(new AddressGuard(true, Set.of())))
        {
            assertThat(catchThrowableOfType(DeliveryException.class, () -> http.send(to(server.url()), LONG)))
                .hasMessageStartingWith("a hook was not told: its certificate");
            assertThat(catchThrowableOfType(DeliveryException.class, () -> http.reach(server.url(), "a hook", LONG))).isNotNull();
            assertThat(server.untaken()).isEmpty();
        }
    }

    @Test
    void shouldNotTellWhoHasAnotherName() throws Exception
    {
        try (StubServer server = StubServer.startSecure(otherHost.server()); SafeHttp http = trusting(otherHost.client()))
        {
            assertThat(catchThrowableOfType(DeliveryException.class, () -> http.send(to(server.url()), LONG)))
                .hasMessageStartingWith("a hook was not told: its certificate");
            assertThat(server.untaken()).isEmpty();
        }
    }

    @Test
    void shouldNotTellWhoSpeaksNoTls() throws Exception
    {
        try (StubServer server = StubServer.start(); SafeHttp http = trusting(good.client()))
        {
            server.always(StubAnswer.of(400, "plain"));
            final String url = server.url().replace("http:", "https:");
            assertThat(catchThrowableOfType(DeliveryException.class, () -> http.send(to(url), Duration.ofSeconds(2)))).isNotNull();
            assertThat(server.untaken()).isEmpty();
        }
    }

    @Test
    void shouldRefuseOldTls() throws Exception
    {
        final SSLContext context = good.server();
        try (StubServer server = StubServer.startSecure(context, "TLSv1.1"); SafeHttp http = trusting(good.client()))
        {
            assertThat(catchThrowableOfType(DeliveryException.class, () -> http.send(to(server.url()), LONG))).isNotNull();
            assertThat(server.untaken()).isEmpty();
        }
    }
}
