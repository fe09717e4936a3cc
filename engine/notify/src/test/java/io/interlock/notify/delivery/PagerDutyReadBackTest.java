package io.interlock.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.interlock.config.ConfigLoader;
import io.interlock.config.NotificationsConfig;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.NoticeRecord.Outcome;
import io.interlock.core.port.Priority;
import io.interlock.core.port.TransitionEvent;
import io.interlock.notify.http.StubAnswer;
import io.interlock.notify.http.StubServer;
import io.interlock.notify.kit.ChannelKit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole way: somebody presses a button in PagerDuty, and here nobody further is called. Its servers are ours. */
@Timeout(300)
class PagerDutyReadBackTest
{
    private static final String TOKEN = "CANARY-api-token-4711";
    private static final String JANE = "{\"type\":\"user_reference\",\"summary\":\"Jane Doe\"}";
    private static final long POLL_MS = 5_000;
    private static final long CALLED_MS = 600_000;
    private static final long ROUND_NS = 1_000_000_000L;

    private final ManualClock clock = new ManualClock();
    private final List<NoticeRecord> records = new CopyOnWriteArrayList<>();
    private final List<Issue> issues = new CopyOnWriteArrayList<>();
    private StubServer events;
    private StubServer rest;
    private StubServer hook;
    private NotifyCenter center;

    @BeforeEach
    void start() throws Exception
    {
        events = StubServer.start().always(StubAnswer.of(202, "{}"));
        rest = StubServer.start().always(StubAnswer.json(200, "{\"incidents\":[{\"id\":\"P1\",\"status\":\"triggered\"}]}"));
        hook = StubServer.start();
        center = center("api-token: \"${T}\", poll: 5s, api-url: \"" + rest.url() + "\",");
    }

    private NotifyCenter center(final String own)
    {
        final NotificationsConfig config = ConfigLoader.load("f.yaml", """
            notifications:
              group-wait: 0s
              repeat: off
              channels:
                pager: { type: pagerduty, url: "%s", allow-private: yes, %s routing-key: "${K}" }
                desk: { type: webhook, url: "%s/hook", allow-private: yes, key: "${K}" }
              escalation:
                - { after: 10m, channels: [desk] }
            """.formatted(events.url(), own, hook.url()), "default",
            Map.of("K", "R0123456789abcdefR0123456789abcd", "T", TOKEN)::get).notifications();
        return CenterRig.patient(
            new NotifyCenter.Setup(config, ChannelKit.channels().of(config), FallbackWords::of, null, clock, () -> ""), records::add,
            issues::add);
    }

    @AfterEach
    void end() throws Exception
    {
        center.close();
        events.close();
        rest.close();
        hook.close();
    }

    private void after(final long ms)
    {
        clock.advanceMs(ms);
        center.look();
        center.wake();
    }

    private boolean has(final Predicate<NoticeRecord> what)
    {
        return records.stream().anyMatch(what);
    }

    private void awaitDelivered(final String channel, final String id)
    {
        within(id + " on " + channel, 1_000, () -> has(record -> record.outcome() == Outcome.DELIVERED
            && record.channel().equals(channel) && record.id().equals(id)));
    }

    private void awaitOpen(final String id, final String by)
    {
        // What is open is shown anew after a while, whenever something wakes the dispatch.
        after(1_000);
        Eventually.holds(id + " is open, by '" + by + "'", () ->
        {
            center.wake();
            return center.open().stream().anyMatch(open -> open.id().equals(id) && open.acknowledgedBy().equals(by));
        });
    }

    private void polled(final String what, final BooleanSupplier condition)
    {
        after(POLL_MS);
        within(what, POLL_MS, condition);
    }

    /** Where it does not come about, time passes, but not so much that the next would be called. */
    private void within(final String what, final long stepMs, final BooleanSupplier condition)
    {
        for (int round = 0; round < 100; round++)
        {
            final long startNs = System.nanoTime();
            while (System.nanoTime() - startNs < ROUND_NS)
            {
                if (condition.getAsBoolean())
                {
                    return;
                }
                Thread.yield();
            }
            after(stepMs);
        }
        fail("never in a hundred rounds: " + what + "; " + records);
    }

    /** HALT, as both channels have it. */
    private void halt()
    {
        center.start();
        center.transition(Events.of(1, Priority.CRITICAL, "A"));
        awaitDelivered("pager", "boot-1");
        awaitDelivered("desk", "boot-1");
        awaitOpen("boot-1", "");
    }

    /** Until PagerDuty was asked once more, and what it said has been dealt with. */
    private void awaitAsked() throws Exception
    {
        final int before = rest.connections();
        polled("it is asked twice", () -> rest.connections() >= before + 2);
    }

    private void press(final String incident, final long atMs)
    {
        final String at = "\"" + Instant.ofEpochMilli(atMs) + "\"";
        rest.always(StubAnswer.json(200, "{\"incidents\":[" + incident.replace("$AT", at).replace("$WHO", JANE) + "]}"));
    }

    private static String pressed()
    {
        return "{\"id\":\"P1\",\"status\":\"acknowledged\",\"acknowledgements\":[{\"at\":$AT,\"acknowledger\":$WHO}]}";
    }

    /** A clock that jumps makes other things look slow: those are not meant. */
    private List<Issue> told()
    {
        return issues.stream().filter(issue -> issue.issueType().startsWith("NOTIFY_ACKS")).toList();
    }

    private NoticeRecord acknowledgement()
    {
        polled("it is journaled", () -> has(record -> record.outcome() == Outcome.ACKNOWLEDGED));
        return records.stream().filter(record -> record.outcome() == Outcome.ACKNOWLEDGED).findFirst().orElseThrow();
    }

    private boolean called()
    {
        return has(record -> record.id().contains(".e") && record.channel().equals("desk") && record.outcome() == Outcome.DELIVERED);
    }

    /** What the dispatch had to do by now is done. */
    private void settle()
    {
        assertThat(center.command(new NoticeCommand(NoticeCommand.Kind.UNSILENCE, "none", "", "test", "")).accepted()).isFalse();
    }

    @Test
    void shouldEndTheEscalationAndTellTheOthers() throws Exception
    {
        halt();
        final long pressedMs = clock.wallMs() + 3_000;
        press(pressed(), pressedMs);
        final NoticeRecord record = acknowledgement();
        assertThat(record.id()).isEqualTo("boot-1");
        assertThat(record.scope()).isEqualTo("A");
        assertThat(record.words().actor()).isEqualTo("pagerduty:Jane Doe");
        assertThat(record.words().details()).isEqualTo("acknowledged in PagerDuty at " + Instant.ofEpochMilli(pressedMs) + ", incident P1");
        awaitDelivered("desk", "boot-1.a");
        awaitDelivered("pager", "boot-1.a");
        awaitOpen("boot-1", "pagerduty:Jane Doe");
        assertThat(rest.take().line()).contains("incident_key=boot-1&");
        final int asked = rest.connections();
        after(10 * CALLED_MS);
        settle();
        after(10 * CALLED_MS);
        settle();
        assertThat(called()).isFalse();
        assertThat(rest.connections()).as("nobody is asked any more").isEqualTo(asked);
        assertThat(records).filteredOn(each -> each.outcome() == Outcome.ACKNOWLEDGED).hasSize(1);
        assertThat(told()).isEmpty();
    }

    @Test
    void shouldGoOnCallingWhileNobodyHasIt() throws Exception
    {
        halt();
        awaitAsked();
        after(CALLED_MS);
        Eventually.holds("the next is called", this::called);
        assertThat(has(record -> record.outcome() == Outcome.ACKNOWLEDGED)).isFalse();
    }

    @Test
    void shouldTakeAnIncidentThatAPersonResolvedAsAcknowledged() throws Exception
    {
        halt();
        press("{\"id\":\"P1\",\"status\":\"resolved\",\"last_status_change_at\":$AT,\"last_status_change_by\":$WHO}",
            clock.wallMs() + 3_000);
        assertThat(acknowledgement().words().details()).startsWith("resolved in PagerDuty at ");
        awaitOpen("boot-1", "pagerduty:Jane Doe");
        assertThat(center.open().get(0).level()).as("no loosening").hasToString("HALT");
    }

    @Test
    void shouldNotTakeAnAcknowledgementForWhatBecameStricterAfterIt() throws Exception
    {
        halt();
        press(pressed(), clock.wallMs() + 3_000);
        acknowledgement();
        after(20_000);
        settle();
        final TransitionEvent stricter = Events.of(2, Priority.EMERGENCY, "A");
        center.transition(new TransitionEvent(stricter.sequence(), stricter.id(), stricter.timeNs(), clock.wallMs(), stricter.scope(),
            stricter.change(), stricter.why()));
        awaitDelivered("pager", "boot-2");
        awaitOpen("boot-2", "");
        awaitAsked();
        after(CALLED_MS);
        Eventually.holds("the next is called", this::called);
        assertThat(records).filteredOn(each -> each.outcome() == Outcome.ACKNOWLEDGED).extracting(NoticeRecord::id)
            .containsExactly("boot-1");
        press(pressed(), clock.wallMs());
        polled("anew", () -> has(record -> record.outcome() == Outcome.ACKNOWLEDGED && record.id().equals("boot-2")));
    }

    @Test
    void shouldGoOnAfterARestart() throws Exception
    {
        final TransitionEvent event = Events.of(1, Priority.CRITICAL, "A");
        final NoticeRecord taken =
            new NoticeRecord(clock.wallMs(), "boot-1", "A", "pager", Outcome.DELIVERED, 1, new NoticeRecord.Words("", "taken"));
        center.restore(new NoticeHistory(List.of(new NoticeHistory.Past(event, List.of(taken), false)), List.of()));
        center.start();
        awaitOpen("boot-1", "");
        press(pressed(), clock.wallMs() + 1_000);
        assertThat(acknowledgement().words().actor()).isEqualTo("pagerduty:Jane Doe");
        assertThat(rest.take().line()).contains("incident_key=boot-1&");
    }

    @Test
    void shouldDelayNothingWherePagerDutyHangs() throws Exception
    {
        rest.always(StubAnswer.hang());
        halt();
        polled("it hangs", () -> rest.connections() > 0);
        center.transition(Events.of(2, Priority.CRITICAL, "B"));
        awaitDelivered("pager", "boot-2");
        awaitDelivered("desk", "boot-2");
        after(2 * CALLED_MS);
        Eventually.holds("the next is called", this::called);
        final long startNs = System.nanoTime();
        center.close();
        assertThat(System.nanoTime() - startNs).as("closing, a safety limit").isLessThan(30_000_000_000L);
        rest.awaitHangUp();
    }

    @Test
    void shouldSayOnceWhichTokenIsNotAccepted() throws Exception
    {
        rest.always(StubAnswer.of(401, "no " + TOKEN));
        halt();
        polled("it is told", () -> !told().isEmpty());
        assertThat(rest.connections()).isEqualTo(1);
        Eventually.holds("the others are told", () -> has(record -> record.id().startsWith("n-") && record.channel().equals("desk")));
        after(10 * POLL_MS);
        settle();
        after(10 * POLL_MS);
        settle();
        assertThat(rest.connections()).isEqualTo(1);
        assertThat(told()).hasSize(1);
        assertThat(told().get(0).issueType()).isEqualTo("NOTIFY_ACKS_DOWN");
        assertThat(told().get(0).details()).contains("channel pager", "HTTP 401 (no [secret])", "api-token at f.yaml:5:5 is not accepted");
        assertThat(records.toString() + issues).doesNotContain(TOKEN);
    }

    @Test
    void shouldAskNothingWithoutAToken() throws Exception
    {
        center.close();
        center = center("");
        halt();
        after(CALLED_MS);
        Eventually.holds("the next is called", this::called);
        assertThat(rest.connections()).isZero();
    }
}
