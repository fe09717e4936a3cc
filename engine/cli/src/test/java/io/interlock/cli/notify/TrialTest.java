package io.interlock.cli.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ChannelRoute;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.delivery.ChannelEntry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Channels that hang, throw and lie. */
class TrialTest
{
    private static ChannelEntry entry(final NotificationChannel channel)
    {
        final long timeoutNs = Duration.ofMillis(50).toNanos();
        return ChannelEntry.of(channel, new ChannelRoute("INFO", Set.of(), null, 1, timeoutNs, timeoutNs));
    }

    private static NotificationChannel channel(final Trial.Question how)
    {
        return new NotificationChannel()
        {
            @Override
            public String name()
            {
                return "mine";
            }

            @Override
            public String deliver(final Notification notification, final Duration timeout) throws DeliveryException, InterruptedException
            {
                return how.ask(this, timeout);
            }
        };
    }

    private static Trial.Outcome of(final Trial.Question how)
    {
        return Trial.of(entry(channel(how)), (channel, timeout) -> channel.deliver(null, timeout));
    }

    @Test
    void shouldGiveUpAChannelThatHangsEvenAgainstInterrupts()
    {
        final CountDownLatch never = new CountDownLatch(1);
        final Trial.Outcome outcome = of((channel, timeout) ->
        {
            while (never.getCount() > 0)
            {
                Thread.onSpinWait();
            }
            return "";
        });
        never.countDown();
        assertThat(outcome.ok()).isFalse();
        assertThat(outcome.details()).isEqualTo("no answer within 50 ms");
    }

    @Test
    void shouldNotRepeatWhatAStrangersExceptionSays()
    {
        final Trial.Outcome outcome = of((channel, timeout) ->
        {
            throw new IllegalStateException("token 12345");
        });
        assertThat(outcome.ok()).isFalse();
        assertThat(outcome.details()).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void shouldKeepAnAnswerOneCleanLine()
    {
        assertThat(of((channel, timeout) -> "ok\n\u001b[31m").details()).isEqualTo("ok\\n\\u001b[31m");
        assertThat(of((channel, timeout) ->
        {
            throw DeliveryException.permanent("refused\r\n");
        }).details()).isEqualTo("refused\\r\\n");
    }

    @Test
    void shouldFailOneThatCouldNotBeMade()
    {
        final ChannelRoute route = new ChannelRoute("INFO", Set.of(), null, 1, 1, 1);
        final Trial.Outcome outcome =
            Trial.of(new ChannelEntry("x", "sns", route, null, "c.yaml:3:5: no library"), (channel, timeout) -> "");
        assertThat(outcome.ok()).isFalse();
        assertThat(outcome.details()).isEqualTo("c.yaml:3:5: no library");
    }
}
