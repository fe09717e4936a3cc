package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** IP addresses that a channel may not name are found when the file is loaded. */
class LiteralAddressTest
{
    private static String file(final String url, final String more)
    {
        return "notifications.channels:\n  c: { type: webhook, key: \"${S}\"" + more + ", url: \"" + url + "\" }\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "169.254.169.254/latest?a=b", "0.0.0.0/", "0.1.2.3", "224.0.0.1", "239.1.1.1:8443/x", "255.255.255.255", "100.100.100.200",
        "168.63.129.16", "[::]/", "[0:0:0:0:0:0:0:0]:443", "[ff02::1]", "[fe80::1]", "[fe80::1%25eth9]", "[fec0::1]", "[fd00:ec2::254]",
        "[::ffff:169.254.169.254]", "[::ffff:8.8.8.8]"})
    void shouldRefuseAlwaysWhatIsNeverConnectedTo(final String host)
    {
        for (final String more : List.of("", ", allow-private: yes"))
        {
            final List<String> errors = NotificationsErrorTest.errors(file("https://" + host, more));
            assertThat(errors).hasSize(1);
            assertThat(errors.get(0)).startsWith("f.yaml:2:" + (41 + more.length()) + ": notifications.channels.c.url: ")
                .contains("the address is never connected to: it is ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "127.0.0.1", "127.9.9.9:1/x", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "198.18.0.1", "[::1]:8443",
        "[fc00::1]", "[fd12::1]"})
    void shouldAskForAllowPrivateForWhatIsOurs(final String host)
    {
        assertThat(NotificationsErrorTest.errors(file("https://" + host, ""))).hasSize(1).first().asString()
            .startsWith("f.yaml:2:41: notifications.channels.c.url: the address is ").contains("allow-private: yes beside it");
        assertThatCode(() -> load("https://" + host, ", allow-private: yes")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "8.8.8.8", "172.32.0.1", "100.128.0.1", "[2606:4700::1111]", "localhost", "metadata.google.internal", "h10.0.0.1.x"})
    void shouldTakePublicAddressesAndLeaveNamesForTheConnection(final String host)
    {
        assertThatCode(() -> load("https://" + host + "/x", "")).doesNotThrowAnyException();
    }

    private static void load(final String url, final String more)
    {
        ConfigLoader.load("f.yaml", file(url, more), name -> "a-secret");
    }
}
