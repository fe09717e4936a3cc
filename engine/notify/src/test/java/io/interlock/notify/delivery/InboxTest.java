package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.Issue;
import io.interlock.core.port.Priority;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest
{
    private final Inbox inbox = new Inbox(2);

    @Test
    void shouldKeepTheLatestOfEachScopeAndPriorityInOrderWhereThereIsNoRoom() throws InterruptedException
    {
        inbox.transition(Events.of(1, Priority.WARNING, "A"));
        inbox.transition(Events.of(2, Priority.WARNING, "B"));
        inbox.transition(Events.of(3, Priority.EMERGENCY, "A"));
        inbox.transition(Events.of(4, Priority.INFO, "A"));
        inbox.transition(Events.of(5, Priority.CRITICAL, "A"));
        inbox.transition(Events.of(6, Priority.INFO, "A"));
        inbox.transition(Events.of(7, Priority.CRITICAL, "A"));
        inbox.transition(Events.of(8, Priority.CRITICAL, "B"));
        inbox.issue(new Issue(1, "STALE", "A", 1, 2, "old"));
        final Inbox.Batch batch = inbox.take(10_000);
        assertThat(batch.entries()).hasSize(2);
        assertThat(batch.overflow()).extracting(late -> late.event().sequence()).containsExactly(3L, 6L, 7L, 8L);
        assertThat(batch.overflow()).extracting(Inbox.Overflow::stoodFor)
            .containsExactly(List.of(), List.of(), List.of("boot-5"), List.of());
        assertThat(batch.dropped()).isEqualTo(2);
        assertThat(inbox.take(0).entries()).isEmpty();
    }

    @Test
    void shouldBeBoundedByScopes() throws InterruptedException
    {
        for (int i = 1; i <= 10_000; i++)
        {
            inbox.transition(Events.of(i, Priority.CRITICAL, "S" + i % 3));
        }
        final Inbox.Batch batch = inbox.take(10_000);
        assertThat(batch.overflow()).hasSize(3).allMatch(late -> late.stoodFor().size() == Inbox.MOST_IDS);
        assertThat(batch.overflow()).extracting(late -> late.event().sequence()).containsExactly(9_998L, 9_999L, 10_000L);
    }

    private static void nothing()
    {
        // A command of a test.
    }

    @Test
    void shouldRefuseCommandsBeyondItsBound()
    {
        for (int i = 0; i < Inbox.MOST_COMMANDS; i++)
        {
            assertThat(inbox.command(InboxTest::nothing)).isTrue();
        }
        assertThat(inbox.command(InboxTest::nothing)).isFalse();
    }
}
