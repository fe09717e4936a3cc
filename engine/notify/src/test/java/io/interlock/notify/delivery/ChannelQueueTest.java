package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.Priority;
import io.interlock.notify.Kind;
import io.interlock.notify.Notification;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelQueueTest
{
    private final List<String> suppressed = new ArrayList<>();
    private final ChannelQueue queue = new ChannelQueue(3, (message, why) -> suppressed.add(message.id() + ": " + why));

    @Test
    void shouldGiveTheLoudestFirstAndThenTheOldest()
    {
        offer("a", Kind.TRANSITION, Priority.INFO, "A");
        offer("b", Kind.TRANSITION, Priority.EMERGENCY, "B");
        offer("c", Kind.TRANSITION, Priority.EMERGENCY, "C");
        assertThat(takeAll()).containsExactly("b", "c", "a");
    }

    @Test
    void shouldKeepTheOrderOfAScopeUnlessTheLaterIsLouder()
    {
        offer("begin", Kind.TRANSITION, Priority.CRITICAL, "A");
        offer("end", Kind.RESOLVED, Priority.INFO, "A");
        offer("other", Kind.TRANSITION, Priority.INFO, "B");
        queue.pickDue(0).nextNs = 10;
        assertThat(queue.pickDue(0).id()).isEqualTo("other");
        queue.remove(queue.pickDue(0));
        assertThat(queue.pickDue(0)).isNull();
        offer("louder", Kind.TRANSITION, Priority.EMERGENCY, "A");
        assertThat(queue.pickDue(0).id()).isEqualTo("louder");
    }

    @Test
    void shouldLetTheLeastUrgentAndOldestGiveWay()
    {
        offer("info1", Kind.TRANSITION, Priority.INFO, "A");
        offer("info2", Kind.TRANSITION, Priority.INFO, "B");
        offer("warning", Kind.TRANSITION, Priority.WARNING, "C");
        offer("critical", Kind.TRANSITION, Priority.CRITICAL, "D");
        offer("info3", Kind.TRANSITION, Priority.INFO, "E");
        offer("emergency", Kind.TRANSITION, Priority.EMERGENCY, "F");
        assertThat(suppressed).containsExactly("info1: queue full", "info2: queue full", "info3: queue full");
        offer("info4", Kind.TRANSITION, Priority.INFO, "G");
        assertThat(suppressed).last().isEqualTo("info4: queue full");
        assertThat(takeAll()).containsExactly("emergency", "critical", "warning");
    }

    @Test
    void shouldNotMergeAnEndWithABeginning()
    {
        offer("begin", Kind.TRANSITION, Priority.CRITICAL, "A");
        offer("other", Kind.TRANSITION, Priority.CRITICAL, "B");
        offer("third", Kind.TRANSITION, Priority.CRITICAL, "C");
        offer("who has it", Kind.ACKNOWLEDGED, Priority.CRITICAL, "A");
        assertThat(suppressed).isEmpty();
        assertThat(takeAll()).containsExactly("begin", "other", "third", "who has it");
    }

    @Test
    void shouldKeepTheEndOfAnIncidentLongerThanAWarning()
    {
        offer("end", Kind.RESOLVED, Priority.INFO, "A");
        offer("warning", Kind.TRANSITION, Priority.WARNING, "B");
        offer("warning2", Kind.TRANSITION, Priority.WARNING, "C");
        offer("warning3", Kind.TRANSITION, Priority.WARNING, "D");
        assertThat(suppressed).containsExactly("warning: queue full");
    }

    @Test
    void shouldMergeUrgentOnesOfAScopeAndLoseNone()
    {
        for (int i = 0; i < 9; i++)
        {
            offer("c" + i, Kind.TRANSITION, Priority.CRITICAL, "S" + i % 3);
        }
        assertThat(suppressed).isEmpty();
        assertThat(queue.size()).isEqualTo(3);
        final QueuedMessage first = queue.pickDue(0);
        assertThat(first.id()).isEqualTo("c6");
        assertThat(first.others()).extracting(Notification::id).containsExactly("c0", "c3");
        final Notification sent = first.toSend();
        assertThat(sent.text()).contains("stands also for", "c0: title of c0", "c3: title of c3");
        assertThat(sent.html()).contains("<li>c0: title of c0</li>");
        assertThat(sent.draft().extras().joined()).containsExactly("c0: title of c0", "c3: title of c3");
    }

    @Test
    void shouldHoldAtMostTheCapacityAndTwoForEachScope()
    {
        for (int i = 0; i < 10_000; i++)
        {
            offer("m" + i, Kind.TRANSITION, i % 2 == 0 ? Priority.CRITICAL : Priority.EMERGENCY, "S" + i / 2 % 7);
        }
        assertThat(queue.size()).isLessThanOrEqualTo(3 + 2 * 7);
        long known = suppressed.size();
        for (QueuedMessage next = queue.pickTrial(0, false); next != null; next = queue.pickTrial(0, false))
        {
            known += 1 + next.others().size();
            assertThat(next.others()).hasSizeLessThanOrEqualTo(QueuedMessage.MOST_MERGED);
            queue.remove(next);
        }
        assertThat(known).isEqualTo(10_000);
    }

    @Test
    void shouldKeepTheTransitionAsTheOneThatIsTold()
    {
        offer("x", Kind.TRANSITION, Priority.CRITICAL, "X");
        offer("y", Kind.TRANSITION, Priority.CRITICAL, "Y");
        offer("begin", Kind.TRANSITION, Priority.CRITICAL, "A");
        offer("repeat", Kind.REPEAT, Priority.CRITICAL, "A");
        queue.remove(queue.pickDue(0));
        queue.remove(queue.pickDue(0));
        assertThat(queue.pickDue(0).id()).isEqualTo("begin");
        assertThat(queue.pickDue(0).others()).extracting(Notification::id).containsExactly("repeat");
    }

    @Test
    void shouldNotTouchWhatIsOnItsWay()
    {
        offer("flying", Kind.TRANSITION, Priority.CRITICAL, "A");
        queue.pickDue(0).inFlight = true;
        offer("y", Kind.TRANSITION, Priority.CRITICAL, "Y");
        offer("z", Kind.TRANSITION, Priority.CRITICAL, "Z");
        offer("later", Kind.TRANSITION, Priority.CRITICAL, "A");
        assertThat(queue.size()).isEqualTo(4);
    }

    @Test
    void shouldEscapeTheTitlesOfTheMergedInHtml()
    {
        final Notification base = Notes.of("a", Priority.CRITICAL);
        final Notification other = new Notification(base.draft(), "<script>&'\"", "", "", "");
        assertThat(MergedWords.of(base, List.of(other), 5).html())
            .contains("<li>a: &lt;script&gt;&amp;&#39;&quot;</li>", "and 5 earlier ones").doesNotContain("<script>");
    }

    @Test
    void shouldNotCallADrillWhatStandsForSomethingReal()
    {
        final Notification real = Notes.of("a", Priority.CRITICAL);
        final Notification drill = new Notification(real.draft(), "[DRILL] HALT of x/drill", "", "", "");
        assertThat(MergedWords.of(drill, List.of(drill), 0).title()).isEqualTo("[DRILL] HALT of x/drill");
        assertThat(MergedWords.of(drill, List.of(drill, real), 0).title()).isEqualTo("[CRITICAL] HALT of x/drill");
        assertThat(MergedWords.of(drill, List.of(drill), 1).title()).isEqualTo("[CRITICAL] HALT of x/drill");
    }

    private void offer(final String id, final Kind kind, final Priority priority, final String scope)
    {
        queue.offer(Notes.of(id, kind, priority, scope), 0);
    }

    private List<String> takeAll()
    {
        final List<String> ids = new ArrayList<>();
        for (QueuedMessage next = queue.pickDue(0); next != null; next = queue.pickDue(0))
        {
            ids.add(next.id());
            queue.remove(next);
        }
        return ids;
    }
}
