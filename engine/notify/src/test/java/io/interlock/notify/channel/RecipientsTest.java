package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.interlock.notify.DeliveryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipientsTest
{
    private final List<String> told = new ArrayList<>();

    @Test
    void shouldForgetTheOldestAndStayBounded() throws Exception
    {
        final Recipients recipients = new Recipients(List.of("a", "b"), "chat");
        for (int i = 0; i < Recipients.REMEMBERED; i++)
        {
            recipients.tell("id" + i, PagerSamples.SOON, this::note);
        }
        assertThat(recipients.remembered()).isEqualTo(Recipients.REMEMBERED);
        told.clear();
        recipients.tell("id" + (Recipients.REMEMBERED - 1), PagerSamples.SOON, this::note);
        assertThat(told).isEmpty();
        recipients.tell("id0", PagerSamples.SOON, this::note);
        assertThat(told).containsExactly("a", "b");
    }

    @Test
    void shouldTellADoubleOnce() throws Exception
    {
        new Recipients(List.of("a", "a", "b"), "chat").tell("1", PagerSamples.SOON, this::note);
        assertThat(told).containsExactly("a", "b");
    }

    @Test
    void shouldShareTheTimeAmongThoseToCome() throws Exception
    {
        final List<Duration> shares = new ArrayList<>();
        new Recipients(List.of("a", "b", "c"), "chat").tell("1", Duration.ofSeconds(30), (who, share) ->
        {
            shares.add(share);
            return who;
        });
        assertThat(shares.get(0)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
        assertThat(shares.get(2)).isGreaterThan(Duration.ofSeconds(10));
    }

    @Test
    void shouldFailPassinglyWhereNoTimeIsLeft()
    {
        final DeliveryException failure = catchThrowableOfType(DeliveryException.class,
            () -> new Recipients(List.of("a"), "chat").tell("1", Duration.ZERO, this::note));
        assertThat(failure).hasMessage("chat a: no time was left");
        assertThat(failure.isPermanent()).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void shouldBePermanentOnlyWhereEachFailureIs()
    {
        assertThat(mixed(DeliveryException.permanent("x"), DeliveryException.permanent("y")).isPermanent()).isTrue();
        assertThat(mixed(DeliveryException.permanent("x"), DeliveryException.passing("y")).isPermanent()).isFalse();
        final DeliveryException longest =
            mixed(DeliveryException.later("x", Duration.ofSeconds(9)), DeliveryException.later("y", Duration.ofSeconds(4)));
        assertThat(longest.retryAfter()).isEqualTo(Duration.ofSeconds(9));
        assertThat(longest).hasMessage("2 of 3 chats not told: x; y");
    }

    @Test
    void shouldStopAtOnceWhenItIsGivenUp()
    {
        assertThatThrownBy(() -> new Recipients(List.of("a", "b"), "chat").tell("1", PagerSamples.SOON, (who, share) ->
        {
            told.add(who);
            throw new InterruptedException();
        })).isInstanceOf(InterruptedException.class);
        assertThat(told).containsExactly("a");
    }

    private DeliveryException mixed(final DeliveryException first, final DeliveryException second)
    {
        return catchThrowableOfType(DeliveryException.class,
            () -> new Recipients(List.of("a", "b", "c"), "chat").tell("1", PagerSamples.SOON, (who, share) ->
            {
                if (!"c".equals(who))
                {
                    throw "a".equals(who) ? first : second;
                }
                return who;
            }));
    }

    private String note(final String who, final Duration share)
    {
        told.add(who);
        return who;
    }
}
