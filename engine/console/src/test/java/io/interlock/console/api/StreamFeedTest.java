package io.interlock.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.interlock.console.access.Principal;
import io.interlock.console.access.Role;
import io.interlock.console.http.ApiProblem;
import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import io.interlock.console.http.ApiRoute;
import io.interlock.core.model.Level;
import io.interlock.core.port.HistorySource;
import io.interlock.core.port.Issue;
import io.interlock.core.status.EngineStatus;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Silence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What who listens is told, turn by turn: no thread, no clock, no socket. */
class StreamFeedTest
{
    private static final long MS = 1_000_000L;

    private final StreamView view = new StreamView();
    private final CommandNews commands = new CommandNews();
    private final List<Runnable> threads = new ArrayList<>();
    private long nowNs = Long.MAX_VALUE - 3_000 * MS;
    private final StreamFeed feed = new StreamFeed(view, commands, () -> nowNs, threads::add);

    private RecordingSink join(final long after)
    {
        final RecordingSink sink = new RecordingSink();
        feed.join(sink, after);
        return sink;
    }

    private void turns(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            feed.turn();
            nowNs += StreamFeed.PERIOD_NS;
        }
    }

    @Test
    void shouldBeginWithWhereItIsAndHowEverythingIs()
    {
        view.happens("long ago", 5);
        final RecordingSink sink = join(StreamFeed.NOW);
        turns(1);
        assertThat(sink.events.stream().map(RecordingSink.Event::kind)).containsExactly("", "heartbeat", "status");
        assertThat(sink.lastId()).isEqualTo(5);
        view.happens("now", 2);
        turns(1);
        final RecordingSink.Event last = sink.events.stream().filter(event -> event.kind().equals("transition")).findFirst().orElseThrow();
        assertThat(last.id()).isEqualTo(7);
        assertThat(last.data().get("sequence").longValue()).isEqualTo(7);
        assertThat(last.data().get("scope").textValue()).isEqualTo("now");
        assertThat(last.data().get("to").textValue()).isEqualTo("HALT");
        assertThat(last.data().get("unit").textValue()).isEqualTo("ms");
    }

    /** Clients come, go at any moment, come again with the last id they saw, and are slow: each sees every transition once, in order. */
    @Test
    void shouldTellEachTransitionOnceWheneverAClientComesAndGoes()
    {
        final long seed = Long.getLong("interlock.seed", 20_261_127L);
        final SplittableRandom random = new SplittableRandom(seed);
        final List<List<Long>> seen = new ArrayList<>();
        final RecordingSink[] sinks = new RecordingSink[8];
        final long[] last = new long[sinks.length];
        for (int i = 0; i < sinks.length; i++)
        {
            seen.add(new ArrayList<>());
        }
        for (int turn = 0; turn < 400; turn++)
        {
            for (int i = random.nextInt(10) == 0 ? random.nextInt(400) : random.nextInt(2); i > 0; i--)
            {
                view.happens("s", 1 + random.nextInt(3));
            }
            view.head += random.nextInt(2);
            final int who = random.nextInt(sinks.length);
            if (sinks[who] == null)
            {
                sinks[who] = join(last[who]);
            }
            else if (random.nextInt(4) == 0)
            {
                sinks[who].open = false;
                last[who] = Math.max(last[who], sinks[who].lastId());
                seen.get(who).addAll(sinks[who].sequences());
                sinks[who] = null;
            }
            else
            {
                sinks[who].room = random.nextInt(300);
            }
            turns(1);
        }
        for (int i = 0; i < sinks.length; i++)
        {
            if (sinks[i] == null)
            {
                sinks[i] = join(last[i]);
            }
            sinks[i].room = Integer.MAX_VALUE;
        }
        turns(2);
        for (int i = 0; i < sinks.length; i++)
        {
            seen.get(i).addAll(sinks[i].sequences());
            assertThat(seen.get(i)).as("seed %d, client %d", seed, i)
                .isEqualTo(view.kept.stream().map(HistorySource.Kept::sequence).toList());
            assertThat(sinks[i].of("gap")).isEmpty();
        }
        System.out.printf("seed %d: %,d transitions to %d clients that came and went, none lost or twice%n", seed, view.kept.size(),
            sinks.length);
    }

    @Test
    void shouldReadAPageOnceForAllWhoAreAsFar()
    {
        final RecordingSink sink = join(StreamFeed.NOW);
        for (int i = 0; i < 50; i++)
        {
            join(StreamFeed.NOW);
        }
        view.head = 1;
        turns(1);
        view.pages = 0;
        view.happens("s", 0);
        turns(41);
        assertThat(sink.sequences()).as("none above where it begins").isEmpty();
        assertThat(view.pages).isLessThanOrEqualTo(2);
        view.head = 3;
        turns(1);
        // A head that was known before the record under it could be read.
        view.happens("s", -1);
        turns(41);
        assertThat(sink.sequences()).containsExactly(2L);
    }

    @Test
    void shouldSayWhatCanNotBeToldAnyMore()
    {
        view.happens("lost", 10);
        view.happens("kept", 10);
        view.forgotten = 10;
        final RecordingSink sink = join(3);
        turns(2);
        final JsonNode gap = sink.of("gap").get(0);
        assertThat(sink.of("gap")).hasSize(1);
        assertThat(gap.get("of").textValue()).isEqualTo("transition");
        assertThat(gap.get("after").longValue()).isEqualTo(3);
        assertThat(gap.get("next").longValue()).isEqualTo(19);
        assertThat(gap.get("note").textValue()).contains("journal dump");
        assertThat(sink.sequences()).containsExactly(20L);

        final RecordingSink other = join(1_000_000);
        view.forgotten = 0;
        turns(2);
        assertThat(other.of("gap").get(0).get("note").textValue()).contains("another journal");
        assertThat(other.of("gap").get(0).get("next").longValue()).isZero();
        assertThat(other.sequences()).containsExactly(10L, 20L);
    }

    @Test
    void shouldBeatEachSecondAndAtOnceWhenTheEngineIsStale()
    {
        final RecordingSink sink = join(StreamFeed.NOW);
        turns(41);
        assertThat(sink.of("heartbeat")).hasSize(2).allMatch(beat -> !beat.get("stale").booleanValue());
        view.stale = true;
        final int before = view.statuses;
        turns(1);
        assertThat(sink.of("heartbeat")).hasSize(3).last().matches(beat -> beat.get("stale").booleanValue());
        assertThat(sink.of("heartbeat").get(2).get("guard").get(0).textValue()).isEqualTo("STALE");
        turns(200);
        // Asking it would only keep the next beat waiting.
        assertThat(view.statuses).isEqualTo(before);
        assertThat(sink.of("heartbeat")).hasSize(8);
        view.stale = false;
        turns(1);
        assertThat(sink.of("heartbeat")).last().matches(beat -> !beat.get("stale").booleanValue());
        assertThat(view.statuses).isEqualTo(before + 1);
    }

    private EngineStatus at(final long ms)
    {
        final EngineStatus as = view.status;
        return new EngineStatus(as.state(), false, ms, as.bootId(), as.scopes(), as.metrics(), as.counters(), as.journal());
    }

    @Test
    void shouldShowATransitionInAStatusAtOnceAndNeverMoreThanTenASecond()
    {
        view.status = at(FixedView.AT_MS + 1_000_000);
        final RecordingSink sink = join(StreamFeed.NOW);
        turns(41);
        assertThat(sink.of("status")).as("one a second").hasSize(2);
        view.status = at(FixedView.AT_MS);
        nowNs += 500 * MS;
        turns(1);
        assertThat(sink.of("status")).hasSize(2);
        view.happens("s", 1_500_000);
        turns(4);
        assertThat(sink.of("status")).as("none that shows it yet").hasSize(3);
        turns(4);
        assertThat(sink.of("status")).hasSize(4);
        view.status = at(FixedView.AT_MS + 1_500_001);
        turns(4);
        assertThat(sink.of("status")).as("it is shown").hasSize(5);
        turns(30);
        assertThat(sink.of("status")).hasSize(5);
        // Decided, but not durable: a gate shows it, and the history does not.
        view.lag = 1;
        turns(8);
        assertThat(sink.of("status")).hasSize(7);
    }

    @Test
    void shouldTellEachIssueOnce()
    {
        view.issues.add(new Issue(1, "OLD", "", Double.NaN, 1.5, "before"));
        final RecordingSink sink = join(StreamFeed.NOW);
        turns(5);
        assertThat(sink.of("issue")).isEmpty();
        for (int i = 0; i < 2; i++)
        {
            view.issues.add(new Issue(2, "API_LATENCY", "v", 1.0, 2.0, "a"));
            turns(5);
        }
        assertThat(sink.of("issue")).as("two that are equal are two").hasSize(2);
        assertThat(sink.of("issue").get(0).get("issue_type").textValue()).isEqualTo("API_LATENCY");
        view.issues.remove(0);
        turns(5);
        assertThat(sink.of("issue")).hasSize(2);
        for (int i = 0; i < IssueNews.MOST + 7; i++)
        {
            view.issues.add(new Issue(3, "FLOOD", "v", i, 2.0, ""));
        }
        turns(5);
        assertThat(sink.of("issue")).hasSize(2 + IssueNews.MOST).last()
            .matches(issue -> issue.get("value").intValue() == IssueNews.MOST + 6);
        assertThat(sink.of("gap")).singleElement().matches(gap -> gap.get("missed").intValue() == 7);
        // A view that makes its issues anew at each look.
        view.issues.replaceAll(issue -> new Issue(
            issue.timestampMs(), issue.issueType(), issue.scope(), issue.value(), issue.threshold(), issue.details()));
        turns(5);
        assertThat(sink.of("issue")).hasSize(2 + IssueNews.MOST);
    }

    @Test
    void shouldTellWhatChangesOfNotifications()
    {
        view.notices.add(new OpenNotice("b-1", "b-1", "old", Level.ALERT, 1, "", null));
        final RecordingSink sink = join(StreamFeed.NOW);
        turns(5);
        assertThat(sink.of("notification")).isEmpty();
        view.notices.add(new OpenNotice("b-2", "b-2", "v", Level.ALERT, 1, "", null));
        turns(5);
        view.notices.set(1, new OpenNotice("b-3", "b-2", "v", Level.HALT, 1, "", null));
        turns(5);
        view.notices.set(1, new OpenNotice("b-3", "b-2", "v", Level.HALT, 1, "mia", null));
        view.silences.add(new Silence("s-1", "v", 2, "mia", "why"));
        turns(5);
        view.notices.remove(1);
        view.silences.clear();
        turns(5);
        assertThat(sink.of("notification").stream().map(one -> one.get("change").textValue()))
            .containsExactly("opened", "changed", "acknowledged", "silenced", "ended", "unsilenced");
        final JsonNode acknowledged = sink.of("notification").get(2);
        assertThat(acknowledged.get("notice").get("acknowledged_by").textValue()).isEqualTo("mia");
        assertThat(acknowledged.get("notice").get("id").textValue()).isEqualTo("b-3");
        assertThat(acknowledged.get("silence").isNull()).isTrue();
        assertThat(sink.of("notification").get(3).get("silence").get("reason").textValue()).isEqualTo("why");
    }

    private static ApiRequest request(final String body)
    {
        return new ApiRequest("POST", "/x", Map.of(), Map.of(), LiveRig.json(body), new Principal("mia", Role.ADMIN), "127.0.0.1");
    }

    @Test
    void shouldTellWhatWasCommandedAndWhatCameOfIt()
    {
        final RecordingSink sink = join(StreamFeed.NOW);
        turns(1);
        final ApiRoute done = commands.told(
            new ApiRoute("POST", "/api/kill", Role.ADMIN, request -> ApiResponse.json("{\"accepted\":true}")));
        final ApiRoute refused = commands.told(new ApiRoute("POST", "/api/reset", Role.ADMIN, request ->
        {
            throw new ApiProblem(409, "refused", "", "not now", Map.of());
        }));
        done.handler().handle(request("{\"reason\":\"a\\n\\nb\"}"));
        done.handler().handle(request("{\"dry_run\":true}"));
        catchThrowable(() -> refused.handler().handle(request(null)));
        turns(5);
        assertThat(sink.of("command")).hasSize(2);
        final JsonNode kill = sink.of("command").get(0);
        assertThat(kill.get("by").textValue()).isEqualTo("mia");
        assertThat(kill.get("command").textValue()).isEqualTo("POST /api/kill");
        assertThat(kill.get("reason").textValue()).isEqualTo("a\n\nb");
        assertThat(kill.get("answer").get("accepted").booleanValue()).isTrue();
        assertThat(sink.of("command").get(1).get("message").textValue()).isEqualTo("not now");
        assertThat(sink.of("command").get(1).get("status").intValue()).isEqualTo(409);
        assertThat(sink.of("command").get(1).get("done").booleanValue()).isFalse();
    }

    @Test
    void shouldKeepHostileTextInItsEvent()
    {
        final String hostile = "a\n\nevent: closed\r\ndata: {}\r\r\"}<script>\u2028\ud800";
        final RecordingSink sink = join(StreamFeed.NOW);
        turns(1);
        view.happens(hostile, 1);
        view.issues.add(new Issue(2, hostile, hostile, 1.0, 2.0, hostile));
        view.notices.add(new OpenNotice(hostile, hostile, hostile, Level.HALT, 1, hostile, null));
        turns(5);
        assertThat(sink.of("closed")).isEmpty();
        assertThat(sink.of("transition")).singleElement().matches(one -> one.get("scope").textValue().startsWith("a\n\nevent: closed\r\n"));
        assertThat(sink.of("issue")).singleElement().matches(one -> one.get("details").textValue().contains("<script>"));
        assertThat(sink.of("notification")).hasSize(2);
    }

    @Test
    void shouldPassOverWhoIsSlowAndServeTheOthers()
    {
        final RecordingSink slow = join(StreamFeed.NOW);
        final RecordingSink good = join(StreamFeed.NOW);
        turns(1);
        slow.room = 0;
        slow.idle = false;
        for (int i = 0; i < 100; i++)
        {
            view.happens("s", 1);
            turns(1);
        }
        assertThat(good.sequences()).hasSize(100);
        assertThat(slow.sequences()).isEmpty();
        slow.room = 1_000;
        turns(1);
        assertThat(slow.sequences()).isEqualTo(good.sequences());
        assertThat(slow.of("heartbeat")).as("of the moment, and so told to nobody who is behind").hasSize(1);
        slow.idle = true;
        turns(41);
        assertThat(slow.of("heartbeat").size()).isGreaterThan(1);
        assertThat(slow.of("status").size()).isGreaterThan(1);
    }

    @Test
    void shouldRunOnlyWhileSomebodyListens()
    {
        join(StreamFeed.NOW).open = false;
        join(StreamFeed.NOW).open = false;
        assertThat(threads).hasSize(1);
        threads.get(0).run();
        join(StreamFeed.NOW).open = false;
        assertThat(threads).hasSize(2);
        threads.get(1).run();
    }

    @Test
    void shouldTryAgainWhereThereWasNoThread()
    {
        final StreamFeed poor = new StreamFeed(view, commands, () -> nowNs, task ->
        {
            threads.add(task);
            if (threads.size() == 1)
            {
                throw new OutOfMemoryError("unable to create native thread");
            }
        });
        assertThatThrownBy(() -> poor.join(new RecordingSink(), StreamFeed.NOW)).isInstanceOf(OutOfMemoryError.class);
        poor.join(new RecordingSink(), StreamFeed.NOW);
        assertThat(threads).as("the next client has another made").hasSize(2);
    }

    @Test
    void shouldGoOnWhenOnePartFails()
    {
        final RecordingSink sink = join(StreamFeed.NOW);
        turns(1);
        view.issues.add(null);
        view.happens("s", 1);
        turns(41);
        assertThat(sink.sequences()).hasSize(1);
        assertThat(sink.of("heartbeat")).hasSize(2);
    }
}
