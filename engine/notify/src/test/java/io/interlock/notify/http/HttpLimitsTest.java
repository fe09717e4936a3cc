package io.interlock.notify.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.notify.DeliveryException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers of a name server, and headers, at the edge of what is read. */
@Timeout(300)
class HttpLimitsTest
{
    private static final Duration LONG = Duration.ofSeconds(120);

    private static HttpSender.Request to(final String url, final String contentType)
    {
        return new HttpSender.Request("POST", url, Map.of(), contentType, "{}", "it");
    }

    @Test
    void shouldSayThatANameHasNoAddress()
    {
        try (SafeHttp http = new SafeHttp(new AddressGuard(true, Set.of(), name -> new InetAddress[0])))
        {
            assertThatThrownBy(() -> http.send(to("http://empty.example/", ""), LONG)).isInstanceOf(DeliveryException.class)
                .hasMessage("it cannot be reached: its host has no address");
        }
    }

    @Test
    void shouldCloseTheSocketOfAnAddressThatTakesNothingBeforeItTriesTheNext() throws Exception
    {
        final List<Socket> made = new CopyOnWriteArrayList<>();
        final AddressGuard two = new AddressGuard(true, Set.of(),
            name -> new InetAddress[] {InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1")});
        try (StubServer server = StubServer.start();
            SafeHttp http = new SafeHttp(two, (SSLSocketFactory) SSLSocketFactory.getDefault(), () -> 0, () ->
            {
                // A plain one: nothing closes it but who has made it.
                final Socket socket = new Socket();
                made.add(socket);
                return socket;
            }))
        {
            server.always(StubAnswer.of(200, "{}"));
            assertThat(http.send(to("http://two.example:" + server.port() + "/", ""), LONG).status()).isEqualTo(200);
            assertThat(made).hasSize(2).allMatch(Socket::isClosed);
        }
    }

    @Test
    void shouldSendNoContentTypeThatHoldsLines() throws Exception
    {
        try (StubServer server = StubServer.start(); SafeHttp http = new SafeHttp(new AddressGuard(true, Set.of())))
        {
            assertThatThrownBy(() -> http.send(to(server.url() + "/", "text/plain\r\nX-Injected: yes"), LONG))
                .isInstanceOf(DeliveryException.class).hasMessageContaining("the content type holds more than printable ASCII");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void shouldRoundATimeThatIsLeftUpAndBoundItWhateverItIs()
    {
        final long thenMs = 784_111_777_000L;
        final String date = "Sun, 06 Nov 1994 08:49:37 GMT";
        assertThat(RetryAfter.read(date, thenMs - 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(RetryAfter.read(date, thenMs - 1_001)).isEqualTo(Duration.ofSeconds(2));
        assertThat(RetryAfter.read(date, thenMs)).isEqualTo(Duration.ZERO);
        assertThat(RetryAfter.read("9".repeat(40), 0)).isEqualTo(Duration.ofHours(1));
        assertThat(RetryAfter.read("999999999", 0)).isEqualTo(Duration.ofHours(1));
    }
}
