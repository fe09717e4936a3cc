package io.interlock.notify.route;

import static io.interlock.core.model.Level.ALERT;
import static io.interlock.core.model.Level.CLOSED;
import static io.interlock.core.model.Level.HALT;
import static io.interlock.core.model.Level.SHUTDOWN;
import static io.interlock.core.model.Level.THROTTLE;
import static io.interlock.notify.route.Scene.HOUR;
import static io.interlock.notify.route.Scene.MINUTE;
import static io.interlock.notify.route.Scene.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ChannelRoute;
import io.interlock.config.ChannelType;
import io.interlock.config.QuietHours;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitsTest
{
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneOffset.UTC);
    private static final long NIGHT_MS = 11 * HOUR;
    private static final long MORNING_MS = 19 * HOUR;

    @Test
    void shouldBeQuietBelowEmergency()
    {
        final Scene scene = new Scene(Scene.config(Scene.quiet("mail", "INFO", NIGHT)));
        scene.at(NIGHT_MS).up("a", CLOSED, ALERT);
        scene.up("b", CLOSED, HALT);
        final String shutdown = scene.up("c", CLOSED, SHUTDOWN);

        assertThat(scene.ids("mail")).containsExactly(shutdown);
        assertThat(scene.ids("log")).hasSize(3);
        assertThat(scene.suppressed("mail")).singleElement().satisfies(one ->
        {
            assertThat(one.draft().scope()).isEqualTo("a");
            assertThat(one.why()).isEqualTo("quiet hours until 2026-03-11T07:00:00Z");
        });
    }

    @Test
    void shouldSendACriticalThatStillLastsWhenTheQuietHoursEnd()
    {
        final Scene scene = new Scene(Scene.config(Scene.quiet("mail", "INFO", NIGHT)));
        final String lasts = scene.at(NIGHT_MS).up("a", CLOSED, HALT);
        final String over = scene.up("b", CLOSED, HALT);
        scene.at(NIGHT_MS + HOUR).down("b", HALT, CLOSED);
        assertThat(scene.at(MORNING_MS - 1).sent("mail")).isEmpty();
        scene.at(MORNING_MS);

        assertThat(scene.ids("mail")).containsExactly(lasts);
        assertThat(scene.suppressed("mail")).filteredOn(one -> one.draft().id().equals(over)).singleElement().satisfies(one ->
        {
            assertThat(one.why()).contains("quiet hours").contains("over by then");
        });
    }

    @Test
    void shouldTellInTheMorningThatSomethingToldInTheEveningIsOver()
    {
        final Scene scene = new Scene(Scene.config(Scene.quiet("mail", "CRITICAL", NIGHT), Scene.channel("pager", ChannelType.PAGERDUTY,
            new ChannelRoute("WARNING", Set.of(), NIGHT, 30, 1, 1))));
        scene.up("a", CLOSED, HALT);
        final String over = scene.at(NIGHT_MS).down("a", HALT, CLOSED);

        assertThat(scene.ids("mail")).doesNotContain(over);
        assertThat(scene.ids("pager")).contains(over);
        assertThat(scene.at(MORNING_MS).ids("mail")).contains(over);
    }

    @Test
    void shouldSilenceAScopeAndAllBelowItUntilItsEnd()
    {
        final Scene scene = new Scene(Scene.config(Scene.channel("mail", "WARNING")));
        final NoticeCommand.Answer answer = scene.silence("a", "2h deploying");
        assertThat(answer.accepted()).as(answer.message()).isTrue();
        final String lasts = scene.up("a/b", CLOSED, HALT);
        scene.up("a", CLOSED, ALERT);
        final String other = scene.up("ab", CLOSED, ALERT);
        final String emergency = scene.up("a/c", CLOSED, SHUTDOWN);
        scene.at(2 * HOUR - 1);

        assertThat(scene.ids("mail")).containsExactly(other, emergency);
        assertThat(scene.router.silences()).hasSize(1);
        scene.at(2 * HOUR);
        assertThat(scene.ids("mail")).containsExactly(other, emergency, lasts);
        assertThat(scene.router.silences()).isEmpty();
        assertThat(scene.records).singleElement().satisfies(record ->
        {
            assertThat(record.outcome()).isEqualTo(NoticeRecord.Outcome.SILENCED);
            assertThat(record.scope()).isEqualTo("a");
            assertThat(record.words().actor()).isEqualTo("ann");
            assertThat(record.words().details()).isEqualTo("until 2026-03-10T14:00:00Z: deploying");
        });
    }

    @Test
    void shouldEndASilenceByItsId()
    {
        final Scene scene = new Scene(Scene.config(Scene.channel("mail", "WARNING")));
        scene.silence("", "30m");
        final String halt = scene.up("a", CLOSED, HALT);
        final String id = scene.router.silences().get(0).id();

        final NoticeCommand.Answer unknown = scene.say(NoticeCommand.Kind.UNSILENCE, "x", "", "");
        assertThat(unknown.accepted()).isFalse();
        assertThat(unknown.message()).contains("'x'").contains(id);
        assertThat(scene.say(NoticeCommand.Kind.UNSILENCE, id, "", "done").accepted()).isTrue();
        assertThat(scene.ids("mail")).containsExactly(halt);
        assertThat(scene.records).last().extracting(NoticeRecord::outcome).isEqualTo(NoticeRecord.Outcome.UNSILENCED);
    }

    @Test
    void shouldRefuseASilenceWithoutALengthInItsRange()
    {
        final Scene scene = new Scene(Scene.config(Scene.channel("mail", "WARNING")));
        for (final String words : new String[] {"", "8d", "0m", "forever", "2 hours", "-1h", "999999d"})
        {
            assertThat(scene.silence("", words)).as(words).satisfies(answer ->
            {
                assertThat(answer.accepted()).isFalse();
                assertThat(answer.message()).contains("'" + words + "'").contains("7d");
            });
        }
        assertThat(scene.silence("", "7d").accepted()).isTrue();
        assertThat(scene.records).hasSize(1);
    }

    @Test
    void shouldHoldBackWarningsOverTheLimitAndSaySoInTheNextMessageAndInOneSummary()
    {
        final Scene scene = new Scene(Scene.config(Scene.limited("mail", "WARNING", 6)));
        for (int i = 0; i < 10; i++)
        {
            scene.up("s" + i, CLOSED, ALERT);
        }
        final String halt = scene.up("t", CLOSED, HALT);

        assertThat(scene.sent("mail")).hasSize(5);
        assertThat(scene.ids("mail")).last().isEqualTo(halt);
        assertThat(scene.sent("mail")).last().extracting(draft -> draft.extras().suppressed()).isEqualTo(6L);
        scene.at(10 * MINUTE);
        assertThat(scene.sent("mail", Kind.SUMMARY)).singleElement().satisfies(draft ->
        {
            assertThat(draft.priority()).isEqualTo(Priority.WARNING);
            assertThat(draft.extras().suppressed()).isEqualTo(6);
            assertThat(draft.extras().note()).contains("6 WARNING held back");
        });
    }

    @Test
    void shouldKeepACriticalOverTheLimitAndLetAnEmergencyPass()
    {
        final Scene scene = new Scene(Scene.config(Scene.limited("mail", "WARNING", 3)));
        for (int i = 0; i < 5; i++)
        {
            scene.up("s" + i, CLOSED, HALT);
        }
        final String shutdown = scene.up("t", CLOSED, SHUTDOWN);
        assertThat(scene.ids("mail")).containsExactly("boot-1", "boot-2", "boot-3", shutdown);
        scene.at(50 * SECOND).down("s3", HALT, CLOSED);
        scene.at(3 * MINUTE);

        assertThat(scene.ids("mail")).contains("boot-4", "boot-5").doesNotHaveDuplicates();
        assertThat(scene.sent("mail", Kind.SUMMARY)).isEmpty();
    }

    @Test
    void shouldPutManyThatWaitIntoLinesOfOneMessage()
    {
        final Scene scene = new Scene(Scene.config(Scene.limited("mail", "WARNING", 3)));
        for (int i = 0; i < 60; i++)
        {
            scene.up("s" + i, CLOSED, THROTTLE);
        }
        scene.at(2 * MINUTE);

        assertThat(scene.sent("mail")).filteredOn(draft -> draft.extras().joined().size() == 20).hasSizeGreaterThan(1);
        assertThat(scene.suppressed("mail")).allSatisfy(one ->
            assertThat(scene.ids("mail")).contains(one.why().substring(Outbox.JOINED.length())));
        scene.at(10 * MINUTE);
        assertThat(scene.sent("mail").stream().mapToInt(draft -> 1 + draft.extras().joined().size()).sum()).isEqualTo(60);
    }

    @Test
    void shouldNeverSendMoreThanTheLimitInAnyMinute()
    {
        final Scene scene = new Scene(Scene.config(Scene.limited("mail", "WARNING", 7)));
        for (int i = 0; i < 300; i++)
        {
            scene.at(i * 700L).up("s" + i, CLOSED, i % 3 == 0 ? HALT : ALERT);
        }
        final var times = scene.at(30 * MINUTE).got.stream().filter(one -> one.channel().equals("mail") && one.why() == null)
            .mapToLong(Scene.Got::atMs).toArray();

        for (int i = 7; i < times.length; i++)
        {
            assertThat(times[i] - times[i - 7]).isGreaterThanOrEqualTo(MINUTE);
        }
    }

    @Test
    void shouldEndQuietHoursByTheWallClockOfTheirZone()
    {
        final ZoneId berlin = ZoneId.of("Europe/Berlin");
        final QuietHours night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), berlin);
        assertThat(end(night, "2026-03-28T23:00:00Z")).isEqualTo("2026-03-29T05:00:00Z");
        assertThat(end(night, "2026-10-24T22:00:00Z")).isEqualTo("2026-10-25T06:00:00Z");
        assertThat(end(night, "2026-06-01T20:00:00Z")).isEqualTo("2026-06-02T05:00:00Z");
        assertThat(Quiet.endMs(night, Instant.parse("2026-06-01T19:59:59Z").toEpochMilli())).isZero();
        assertThat(Quiet.endMs(night, Instant.parse("2026-06-02T05:00:00Z").toEpochMilli())).isZero();
        // In the night when the clock goes on an hour there is no 02:30.
        final QuietHours early = new QuietHours(LocalTime.of(1, 0), LocalTime.of(2, 30), berlin);
        assertThat(end(early, "2026-03-29T00:30:00Z")).isEqualTo("2026-03-29T01:00:00Z");
        // When it goes back there are two.
        assertThat(end(early, "2026-10-25T01:10:00Z")).isEqualTo("2026-10-25T01:30:00Z");
        final QuietHours noon = new QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 0), ZoneOffset.UTC);
        assertThat(end(noon, "2026-06-01T12:00:00Z")).isEqualTo("2026-06-01T13:00:00Z");
        assertThat(Quiet.endMs(null, 0)).isZero();
    }

    private static String end(final QuietHours hours, final String now)
    {
        return Instant.ofEpochMilli(Quiet.endMs(hours, Instant.parse(now).toEpochMilli())).toString();
    }

    @Test
    void shouldDropARepeatInQuietHours()
    {
        final Scene scene = new Scene(Scene.config(Scene.quiet("mail", "INFO", NIGHT)));
        scene.at(NIGHT_MS - 2 * HOUR).up("a", CLOSED, HALT);
        scene.at(MORNING_MS + HOUR);

        assertThat(scene.sent("mail")).extracting(Draft::kind).containsExactly(Kind.TRANSITION);
        assertThat(scene.suppressed("mail")).hasSize(2);
    }
}
