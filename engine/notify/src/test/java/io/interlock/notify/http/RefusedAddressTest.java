package io.interlock.notify.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.interlock.notify.DeliveryException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Addresses that a webhook must not reach: not one connection is tried, to wherever it would have gone. */
@Timeout(300)
class RefusedAddressTest
{
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final String SHOWN = "channel ops (webhook)";

    /** Refused whatever is configured; as a literal and as what a name means. */
    private static final List<String> NEVER = List.of(
        "0.0.0.0", "0.0.0.1", "0.255.255.255", "169.254.0.1", "169.254.169.254", "169.254.170.2", "169.254.255.255", "100.100.100.200",
        "168.63.129.16", "192.0.0.1", "192.0.0.192", "192.0.2.1", "198.51.100.7", "203.0.113.9", "192.88.99.1", "224.0.0.1", "224.0.0.251",
        "239.255.255.250", "240.0.0.1", "250.1.2.3", "255.255.255.255", "[::]", "[fe80::1]", "[fe80::a9fe:a9fe]", "[febf::1]", "[fec0::1]",
        "[ff02::1]", "[ff05::2]", "[ff0e::1]", "[fd00:ec2::254]", "[fd00:ec2::23]", "[fd20:ce::254]", "[2001:db8::1]", "[3fff::1]",
        "[100::1]",
        "[5f00::1]", "[4000::1]", "[8000::1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b::10.0.0.1]", "[64:ff9b::c0a8:1]",
        "[64:ff9b:1::a9fe:a9fe]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::]", "[2002:a00:1::1]", "[2002:c0a8:101::1]",
        "[2001:0:a9fe:a9fe::1]", "[2001::1]", "[2001:0:7f00:1:0:0:f5ff:fffe]", "[2001:10::1]", "[::127.0.0.1]", "[::169.254.169.254]",
        "[::a9fe:a9fe]", "[::10.0.0.1]", "[::2]", "[::ffff:0:127.0.0.1]", "[::ffff:0:a9fe:a9fe]", "[0:0:0:0:0:0:0:0]",
        "[fe80:0:0:0:0:0:0:1]");

    /** Refused unless private addresses are allowed. */
    private static final List<String> PRIVATE = List.of(
        "127.0.0.1", "127.0.0.2", "127.1.2.3", "127.255.255.254", "10.0.0.0", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.20.1.1",
        "172.31.255.255", "192.168.0.1", "192.168.255.255", "100.64.0.1", "100.127.255.254", "198.18.0.1", "198.19.255.255", "[::1]",
        "[0:0:0:0:0:0:0:1]", "[fc00::1]", "[fd00::1]", "[fd12:3456:789a::1]", "[fdff:ffff::1]");

    /** Refused as they are written: two readers could read them in two ways, or they are no host at all. */
    private static final List<String> WRITTEN = List.of(
        "http://2130706433/", "http://0x7f000001/", "http://0x7F000001/", "http://017700000001/", "http://0/", "http://1/", "http://127.1/",
        "http://127.0.1/", "http://0177.0.0.1/", "http://0x7f.0.0.1/", "http://0x7f.0x0.0x0.0x1/", "http://127.0.0.01/",
        "http://127.0.0.0x1/",
        "http://127.0.0.001/", "http://00000177.0.0.1/", "http://256.0.0.1/", "http://127.0.0.1.1/", "http://127.0.0.1./",
        "http://127.0.0./",
        "http://localhost./", "http://hooks.example./", "http://.localhost/", "http://a..b/", "http://example.0x1/", "http://example.1/",
        "http://2852039166/", "http://0xa9fea9fe/", "http://0xa9.0xfe.0xa9.0xfe/", "http://0251.0376.0251.0376/", "http://169.254.43518/",
        "http://169.16689662/", "http://4294967296/", "http://\u0661\u0662\u0667.0.0.1/", "http://\uff11\uff12\uff17.0.0.1/",
        "http://127\u30020\u30020\u30021/", "http://127\uff0e0\uff0e0\uff0e1/", "http://127\uff610\uff610\uff611/",
        "http://\u2460\u2461\u2466.0.0.1/", "http://loc\u00adalhost/", "http://loc\u200balhost/", "http://\u24db\u24de\u24d2alhost/",
        "http://l\u043ecalhost/", "http://127.0.0.1%2f/", "http://%31%32%37.0.0.1/", "http://127%2e0%2e0%2e1/", "http://localhost%00/",
        "http://localhost%00.example/", "http://%6c%6f%63alhost/", "http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/",
        "http://[fe80::1%1]/",
        "http://[::1%25lo]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::ffff:169.254.169.254]/",
        "http://[::ffff:a9fe:a9fe]/", "http://[::FFFF:127.0.0.1]/", "http://[0:0:0:0:0:ffff:7f00:1]/", "http://[::ffff:8.8.8.8]/",
        "http://[::ffff:10.0.0.1]/", "http://[::ffff:0.0.0.0]/", "http://[:::1]/", "http://[::1::]/", "http://[1:2:3:4:5:6:7:8:9]/",
        "http://[::12345]/", "http://[127.0.0.1]/", "http://[]/", "http://[::1/", "http://::1/", "http://::1]/", "http://[::1]x/",
        "http://[v1.fe80]/", "http://user@127.0.0.1/", "http://user:pw@hooks.example/", "http://hooks.example@127.0.0.1/",
        "http://127.0.0.1@hooks.example/", "http://hooks.example:80@127.0.0.1/", "http://@127.0.0.1/", "http://:@127.0.0.1/",
        "http://hooks.example%40127.0.0.1/", "http://hooks.example\\@127.0.0.1/", "http://127.0.0.1\\@hooks.example/",
        "http://hooks.example\\.127.0.0.1/", "http:\\\\127.0.0.1\\", "http:/127.0.0.1/", "http:127.0.0.1", "http:///127.0.0.1/",
        "http:////x/",
        "//127.0.0.1/", "127.0.0.1", "localhost:80", "", " ", "http://", "https://", "http://?", "http://#", "http:///", "http://:80/",
        "http://127.0.0.1:0/", "http://127.0.0.1:65536/", "http://127.0.0.1:99999/", "http://127.0.0.1:-1/", "http://127.0.0.1:+80/",
        "http://127.0.0.1:80:80/", "http://127.0.0.1:/", "http://127.0.0.1:8\u0660/", "http://127.0.0.1: 80/", "http://127.0.0.1:0x50/",
        "ftp://127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1/", "jar:http://127.0.0.1!/", "ldap://127.0.0.1/", "dict://127.0.0.1/",
        "javascript:alert(1)", "data:text/plain,x", "ws://127.0.0.1/", "unix:/run/x.sock", "http+unix://x/", "mailto:a@b",
        " http://127.0.0.1/",
        "http://127.0.0.1/ ", "http ://127.0.0.1/", "http://127.0.0.1\r\nHost: x/", "http://127.0.0.1/\r\nX: y", "http://127.0.0.1/\n",
        "\nhttp://127.0.0.1/", "http://127.0.0.1\t/", "http://127.0.0.1/\0", "http://127.0.0.1/a b", "http://127.0.0.1/<x>",
        "http://127.0.0.1/\u00e4",
        "http://127.0.0.1/%", "http://127.0.0.1/%zz", "http://127.0.0.1/#frag", "http://127.0.0.1#@hooks.example/",
        "http://hooks.example#.x/",
        "http://hooks.example;127.0.0.1/", "http://hooks.example,127.0.0.1/", "http://hooks.example&127.0.0.1/",
        "http://hooks.example 127.0.0.1/",
        "http://-a.example/", "http://a-.example/", "http://*.example/", "http://$HOST/", "http://${HOST}/", "http://a\u3002example/",
        "http://" + "a".repeat(64) + ".example/", "http://" + "a.".repeat(130) + "example/", "http://hooks.example/" + "a".repeat(3000));

    private final AtomicInteger tried = new AtomicInteger();

    private Supplier<Socket> counting(final int port)
    {
        return () -> new Socket(Proxy.NO_PROXY)
        {
            @Override
            public void connect(final SocketAddress where, final int timeoutMs) throws IOException
            {
                tried.incrementAndGet();
                super.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeoutMs);
            }
        };
    }

    private SafeHttp http(final AddressGuard guard, final int port)
    {
        return new SafeHttp(guard, (SSLSocketFactory) SSLSocketFactory.getDefault(), () -> 0, counting(port));
    }

    private static HttpSender.Request to(final String url)
    {
        return new HttpSender.Request("POST", url, Map.of(), "application/json", "{}", SHOWN);
    }

    private static InetAddress[] literal(final String host) throws UnknownHostException
    {
        return new InetAddress[] {InetAddress.getByName(host)};
    }

    private static AddressGuard.Resolver always(final String host)
    {
        return name -> literal(host);
    }

    private static void refuse(final SafeHttp http, final String url, final List<String> reached)
    {
        final DeliveryException refusal = catchThrowableOfType(DeliveryException.class, () -> http.send(to(url), LONG));
        if (refusal == null || !refusal.isPermanent())
        {
            reached.add(url + " -> " + refusal);
            return;
        }
        assertThat(refusal).hasNoCause().hasMessageStartingWith(SHOWN + " is refused: ");
        if (url.length() > 12)
        {
            assertThat(refusal.getMessage()).as(url).doesNotContain(url);
        }
    }

    @Test
    void shouldConnectToNoneOfTwoHundredAddresses() throws Exception
    {
        assertThat(NEVER.size() + PRIVATE.size() + WRITTEN.size()).isGreaterThanOrEqualTo(200);
        final List<String> reached = new ArrayList<>();
        try (StubServer server = StubServer.start())
        {
            // Whatever name gets through means the listener: it would be reached.
            try (SafeHttp open = http(new AddressGuard(true, Set.of(), always("127.0.0.1")), server.port()))
            {
                NEVER.forEach(host -> refuse(open, "http://" + host + "/hook", reached));
                NEVER.forEach(host -> refuse(open, "https://" + host + ":" + server.port() + "/hook", reached));
                WRITTEN.forEach(url -> refuse(open, url, reached));
            }
            try (SafeHttp closed = http(new AddressGuard(false, Set.of(), always("8.8.8.8")), server.port()))
            {
                NEVER.forEach(host -> refuse(closed, "https://" + host + "/hook", reached));
                PRIVATE.forEach(host -> refuse(closed, "https://" + host + "/hook", reached));
                WRITTEN.forEach(url -> refuse(closed, url.replace("http:", "https:"), reached));
                refuse(closed, "http://hooks.example/hook", reached);
            }
            assertThat(server.connections()).isZero();
        }
        assertThat(reached).isEmpty();
        assertThat(tried).hasValue(0);
    }

    @Test
    void shouldJudgeWhatANameMeans() throws Exception
    {
        final List<String> reached = new ArrayList<>();
        try (StubServer server = StubServer.start())
        {
            for (final String host : NEVER)
            {
                try (SafeHttp open = http(new AddressGuard(true, Set.of(), always(host)), server.port()))
                {
                    refuse(open, "http://metadata.google.internal/", reached);
                }
            }
            for (final String host : PRIVATE)
            {
                try (SafeHttp closed = http(new AddressGuard(false, Set.of(), always(host)), server.port()))
                {
                    refuse(closed, "https://127.0.0.1.nip.example/", reached);
                }
            }
            assertThat(server.connections()).isZero();
        }
        assertThat(reached).isEmpty();
        assertThat(tried).hasValue(0);
    }

    @Test
    void shouldRefuseANameWithOneBadAddress() throws Exception
    {
        final AddressGuard guard = new AddressGuard(true, Set.of(), name ->
            new InetAddress[] {InetAddress.getByName("127.0.0.1"), InetAddress.getByName("169.254.169.254")});
        final List<String> reached = new ArrayList<>();
        try (StubServer server = StubServer.start(); SafeHttp http = http(guard, server.port()))
        {
            refuse(http, "http://mixed.example/", reached);
            assertThat(server.connections()).isZero();
        }
        assertThat(reached).isEmpty();
    }

    @Test
    void shouldConnectToTheVeryAddressThatWasJudged() throws Exception
    {
        final AtomicInteger asked = new AtomicInteger();
        final AddressGuard rebinding = new AddressGuard(true, Set.of(), name ->
            literal(asked.getAndIncrement() == 0 ? "127.0.0.1" : "169.254.169.254"));
        final List<SocketAddress> went = new ArrayList<>();
        final Supplier<Socket> sockets = () -> new Socket(Proxy.NO_PROXY)
        {
            @Override
            public void connect(final SocketAddress where, final int timeoutMs) throws IOException
            {
                went.add(where);
                super.connect(where, timeoutMs);
            }
        };
        try (StubServer server = StubServer.start();
            SafeHttp http = new SafeHttp(rebinding, (SSLSocketFactory) SSLSocketFactory.getDefault(), () -> 0, sockets))
        {
            final String url = "http://rebinding.example:" + server.port() + "/";
            assertThat(http.send(to(url), LONG).status()).isEqualTo(200);
            assertThat(asked).hasValue(1);
            assertThat(went).containsExactly(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), server.port()));
            assertThat(server.take().header("host")).isEqualTo("rebinding.example:" + server.port());
            final List<String> reached = new ArrayList<>();
            refuse(http, url, reached);
            assertThat(reached).isEmpty();
            assertThat(went).hasSize(1);
        }
    }

    /** Another's client asks again: with http whoever is there by then would be told all. */
    @Test
    void shouldLetAnotherClientSpeakInTheClearToAnAddressAlone() throws Exception
    {
        final AddressGuard guard = new AddressGuard(true, Set.of(), always("127.0.0.1"));
        guard.judge("https://hooks.example/", "it");
        guard.judge("http://127.0.0.1:4566/", "it");
        guard.judge("http://[::1]:4566/", "it");
        assertThatThrownBy(() -> guard.judge("http://hooks.example/", "it")).isInstanceOf(DeliveryException.class)
            .hasMessageStartingWith("it is refused: it is http to a name").hasMessageNotContaining("hooks.example");
    }

    @Test
    void shouldReachTheListedHostsAlone() throws Exception
    {
        final AddressGuard guard = new AddressGuard(true, Set.of("Hooks.example", "127.0.0.1"), always("127.0.0.1"));
        final List<String> reached = new ArrayList<>();
        try (StubServer server = StubServer.start(); SafeHttp http = http(guard, server.port()))
        {
            for (final String host : List.of(
                "localhost", "other.example", "hooks.example.evil.example", "xhooks.example", "127.0.0.2", "[::1]"))
            {
                refuse(http, "http://" + host + "/", reached);
            }
            assertThat(tried).hasValue(0);
            assertThat(http.send(to("http://HOOKS.example/"), LONG).status()).isEqualTo(200);
            assertThat(http.send(to("http://127.0.0.1/"), LONG).status()).isEqualTo(200);
        }
        assertThat(reached).isEmpty();
    }

    @Test
    void shouldAllowPublicAddressesAndPrivateOnesWhereConfigured() throws Exception
    {
        for (final String host : List.of("8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "192.167.0.1",
            "198.17.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "64:ff9b::8.8.8.8"))
        {
            assertThat(AddressRules.refusal(InetAddress.getByName(host), false)).as(host).isNull();
        }
        for (final String host : PRIVATE)
        {
            assertThat(AddressRules.refusal(InetAddress.getByName(host), true)).as(host).isNull();
        }
    }

    @Test
    void shouldConnectToNoTargetOfARedirect() throws Exception
    {
        try (StubServer server = StubServer.start(); StubServer target = StubServer.start();
            SafeHttp http = new SafeHttp(new AddressGuard(true, Set.of())))
        {
            for (final int status : List.of(300, 301, 302, 303, 305, 307, 308))
            {
                server.then(StubAnswer.of(status, "", "Location: " + target.url() + "/", "Refresh: 0; url=" + target.url()));
                assertThat(http.send(to(server.url() + "/hook"), LONG).status()).isEqualTo(status);
            }
            assertThat(target.connections()).isZero();
            assertThat(server.connections()).isEqualTo(7);
        }
    }
}
