package io.interlock.console.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An IPv6 address can be written in many ways: each is the same host. */
class OriginsTest
{
    private static final int PORT = 8443;

    private static void check(final String bind, final String host, final String origin) throws UnknownHostException
    {
        final Origins origins = new Origins(new Setup.Names(Set.of("[2001:db8::99]"), Set.of("https://[2001:db8:0::98]:1")),
            InetAddress.getByName(bind), PORT, true);
        final Map<String, List<String>> headers = new HashMap<>();
        headers.put("host", List.of(host));
        if (origin != null)
        {
            headers.put("origin", List.of(origin));
        }
        origins.check(new RequestHead("GET", "/", "", headers, InetAddress.getLoopbackAddress()));
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::1, [2001:db8::1]:8443, https://[2001:db8::1]:8443", "2001:db8::1, [2001:DB8:0:0:0:0:0:1]:8443,",
        "2001:db8:0:0:0:0:0:1, [2001:db8::1]:8443, https://[2001:db8::1]:8443", "fe80::1%1, [fe80::1]:8443,",
        "2001:db8::1, [::1]:8443, https://[::1]:8443", "2001:db8::1, [2001:db8:0:0::99]:7, https://[2001:db8::99]:7",
        "2001:db8::1, 127.0.0.1:8443, https://[2001:db8::98]:1"})
    void shouldKnowItsAddressHoweverItIsWritten(final String bind, final String host, final String origin)
    {
        assertThatCode(() -> check(bind, host, origin)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[2001:db8::2]:8443", "[2001:db8::1]:1", "[2001:db8::1]", "[2001:db8::1%1]:8443", "[::ffff:127.0.0.1]:8443", "[:::]:8443",
        "[1.2.3.4]:8443", "2001:db8::1:8443", "[2001:db8::1]:8443:8443", "https://[2001:db8::1]:8443", "[.]:8443", "[2001:db8::1].x:8443"})
    void shouldNotKnowAnother(final String host)
    {
        assertThatThrownBy(() -> check("2001:db8::1", host, null)).isInstanceOfSatisfying(Refusal.class,
            (refusal) -> org.assertj.core.api.Assertions.assertThat(refusal.status()).isEqualTo(421));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://[2001:db8::2]:8443", "http://[2001:db8::1]:8443", "[2001:db8::1]:8443"})
    void shouldNotKnowAnotherPage(final String origin)
    {
        assertThatThrownBy(() -> check("2001:db8::1", "[2001:db8::1]:8443", origin)).isInstanceOfSatisfying(Refusal.class,
            (refusal) -> org.assertj.core.api.Assertions.assertThat(refusal.status()).isEqualTo(403));
    }
}
