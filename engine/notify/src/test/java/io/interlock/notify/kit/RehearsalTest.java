package io.interlock.notify.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rehearsal goes the whole way and tells nobody. */
class RehearsalTest
{
    private static final int A_WHILE_MS = 300;

    @Test
    void shouldReachNobodyAndBeMadeOnce() throws Exception
    {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress()))
        {
            final String url = "http://127.0.0.1:" + server.getLocalPort();
            final BreakerConfig config = ConfigLoader.load("rehearsal", """
                preset: default
                notifications:
                  channels:
                    mail: { type: email, host: 127.0.0.1, port: %2$d, security: none, from: a@example.com, to: [b@example.com] }
                    hook: { type: webhook, url: "%1$s/hook", key: "${SECRET}", allow-private: yes }
                    chat: { type: telegram, url: "%1$s", token: "${TOKEN}", chats: ["1"], allow-private: yes }
                    room: { type: slack, webhook-url: "${SLACK}", allow-private: yes }
                    page: { type: pagerduty, url: "%1$s", routing-key: "${SECRET}", allow-private: yes }
                    am: { type: alertmanager, url: "%1$s", bearer-token: "${SECRET}", allow-private: yes }
                    sms: { type: twilio, url: "%1$s", account-sid: AC1, auth-token: "${SECRET}", from: "+15551230000",
                      to: ["+15551234567"], allow-private: yes }
                    aws: { type: sns, url: "%1$s", region: eu-central-1, to: ["+15551234567"], allow-private: yes,
                      access-key-id: "${SECRET}", secret-access-key: "${SECRET}" }
                """.formatted(url, server.getLocalPort()), "default",
                Map.of("SECRET", "a secret", "TOKEN", "1:a", "SLACK", url + "/x")::get);
            final Thread rehearsal = Rehearsal.start(config);
            assertThat(rehearsal).isNotNull();
            rehearsal.join();
            assertThat(isAsked(server)).isFalse();
            assertThat(Rehearsal.start(config)).as("a second one").isNull();
        }
    }

    @Test
    void shouldDoNothingWhereOnlyTheLogIsTold()
    {
        assertThat(Rehearsal.start(ConfigLoader.load("bare", "preset: default\n", "default", name -> null))).isNull();
    }

    private static boolean isAsked(final ServerSocket server) throws IOException
    {
        server.setSoTimeout(A_WHILE_MS);
        try
        {
            server.accept().close();
            return true;
        }
        catch (final SocketTimeoutException nobody)
        {
            return false;
        }
    }
}
