package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.interlock.notify.DeliveryException;
import io.interlock.notify.http.AddressGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A name server that does not answer holds a thread that heeds no interrupt: not the one that asked. */
@Timeout(300)
class HangingNamesTest
{
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(120);

    private final CountDownLatch answers = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void answer()
    {
        answers.countDown();
    }

    private InetAddress[] hang(final String name) throws UnknownHostException
    {
        asked.incrementAndGet();
        boolean answered = false;
        while (!answered)
        {
            try
            {
                answers.await();
                answered = true;
            }
            catch (final InterruptedException passedOver)
            {
                // As the system's own look-up does.
                answered = false;
            }
        }
        return InetAddress.getAllByName(name);
    }

    private EmailChannel mail(final int port, final AddressGuard.Resolver names)
    {
        return new EmailChannel(MailFixtures.config(port, "none", "", ""), (SSLSocketFactory)SSLSocketFactory.getDefault(), names);
    }

    private static DeliveryException fault(final EmailChannel channel, final Duration timeout)
    {
        return catchThrowableOfType(DeliveryException.class, () -> channel.deliver(MailFixtures.plain("n1"), timeout));
    }

    @Test
    void shouldSayThatTheNameOfTheMailServerIsNotAnsweredAndSendOnceItIs() throws Exception
    {
        try (ScriptedSmtp server = ScriptedSmtp.except("never", ""); EmailChannel channel = mail(server.port(), this::hang))
        {
            final DeliveryException fault = fault(channel, SHORT);
            assertThat(fault).hasMessageContaining("the look-up of its name had not ended after 300 ms").hasNoCause();
            assertThat(fault.isPermanent()).isFalse();
            assertThat(server.heard).as("what was left behind says nothing").isEmpty();
            answers.countDown();
            assertThat(channel.deliver(MailFixtures.plain("n1"), LONG)).contains("1 of 1");
            assertThat(server.heard.stream().filter(line -> line.startsWith("DATA"))).hasSize(1);
        }
    }

    @Test
    void shouldLeaveFourLookUpsBehindAndBeginNoFifth() throws Exception
    {
        try (EmailChannel channel = mail(1, this::hang))
        {
            for (int i = 0; i < Detached.MOST; i++)
            {
                assertThat(fault(channel, SHORT)).hasMessageContaining("look-up");
            }
            assertThat(fault(channel, LONG)).hasMessageContaining("4 earlier conversations with the mail server still hang")
                .matches(fault -> !fault.isPermanent());
            assertThat(asked).hasValue(Detached.MOST);
        }
    }

    @Test
    void shouldGiveALookUpUpAtOnceWhenItIsInterrupted() throws Exception
    {
        try (EmailChannel channel = mail(1, this::hang))
        {
            final CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            final Thread worker = new Thread(() -> outcome.complete(
                catchThrowable(() -> channel.deliver(MailFixtures.plain("n1"), LONG))));
            worker.start();
            while (asked.get() == 0)
            {
                Thread.yield();
            }
            worker.interrupt();
            assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void shouldSayThatAMailServersNameIsNotKnown()
    {
        try (EmailChannel channel = mail(1, name ->
        {
            throw new UnknownHostException(name);
        }))
        {
            assertThatThrownBy(() -> channel.check(LONG)).hasMessageContaining("its host is not known to the name server")
                .hasNoCause();
        }
    }

    @Test
    void shouldSayNothingAfterItWasClosed() throws Exception
    {
        final EmailChannel channel = mail(1, this::hang);
        channel.close();
        assertThatThrownBy(() -> channel.deliver(MailFixtures.plain("n1"), LONG)).isInstanceOf(DeliveryException.class)
            .hasMessageContaining("closed");
        assertThat(asked).hasValue(0);
    }
}
