package io.interlock.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ChannelRoute;
import io.interlock.config.ConfigLoader;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.engine.Scope;
import io.interlock.core.model.Level;
import io.interlock.core.model.Intent;
import io.interlock.core.port.Issue;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.testing.Await;
import io.interlock.core.testing.Runs;
import io.interlock.notify.Notification;
import io.interlock.notify.NotificationChannel;
import io.interlock.notify.delivery.ChannelEntry;
import io.interlock.notify.delivery.ChannelStatus;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand alerts of a whole engine, with every channel failing in turn, each in another way. */
class NotifiedFailuresTest
{
    private static final Duration GENEROUS = Duration.ofMinutes(5);
    private static final long DEADLINE_NS = TimeUnit.HOURS.toNanos(1);
    /** What a channel's queue holds; beyond it what is urgent is merged by scope and priority, of which there are two. */
    private static final int CAPACITY = 256;
    private static final List<HttpSink.Mode> FAILING =
        List.of(HttpSink.Mode.BUSY, HttpSink.Mode.REFUSES, HttpSink.Mode.HANGS, HttpSink.Mode.RESETS);
    private static final String REFUSING = "hook1";

    @TempDir
    private Path temp;

    private final PrintStream usualErr = System.err;

    /** A log of a thousand HALTs with the state of a thousand scopes each helps nobody. */
    @BeforeEach
    void hush()
    {
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    }

    @AfterEach
    void speak()
    {
        System.setErr(usualErr);
    }

    /** What one engine did. */
    private record Seen(List<String> verdicts, List<String> transitions, Set<String> urgent)
    {
    }

    /** One of a host's own that throws what it should not while it is told to, and takes all else. */
    private static final class Throwing implements NotificationChannel
    {
        private final Set<String> taken = ConcurrentHashMap.newKeySet();
        private volatile boolean fails;

        @Override
        public String name()
        {
            return "own";
        }

        @Override
        public String deliver(final Notification notification, final Duration timeout)
        {
            if (fails)
            {
                throw new IllegalStateException("an accident");
            }
            taken.add(notification.id());
            return "taken";
        }
    }

    private static BreakerConfig config(final int port)
    {
        final StringBuilder yaml =
            new StringBuilder("preset: default\nengine: { stale-limit: 30s }\nnotifications:\n  channels:\n");
        for (int i = 0; i < FAILING.size(); i++)
        {
            yaml.append("    hook").append(i).append(": { type: webhook, url: \"http://127.0.0.1:").append(port).append("/hook").append(i)
                .append("\", key: \"${HOOK_KEY}\", allow-private: yes, rate: 60000, timeout: 1s, deadline: 1h }\n");
        }
        return ConfigLoader.load("failures", yaml.toString(), "default", Map.of("HOOK_KEY", "the key of a test")::get);
    }

    @Test
    void shouldLoseNothingUrgentAndLeaveTheBreakerAsItIs() throws Exception
    {
        final int alerts = Runs.of(150, 1_000);
        final Seen quiet;
        try (Interlock interlock = Interlock.launch(
            ConfigLoader.load("quiet", "preset: default\nengine: { stale-limit: 30s }\n"), temp.resolve("quiet"), context()))
        {
            quiet = alarm(interlock, alerts, NotifiedFailuresTest::ignore);
        }
        final Throwing own = new Throwing();
        final int bound = CAPACITY + 2 * alerts + 1;
        try (HttpSink sink = new HttpSink())
        {
            final Queue<Issue> issues = new ConcurrentLinkedQueue<>();
            final int[] most = {0};
            final Seen loud;
            try (Interlock interlock = Interlock.launch(config(sink.port()), temp.resolve("loud"), context(), List.of(ChannelEntry.of(own,
                new ChannelRoute("WARNING", Set.of(), null, 60_000, 1_000_000_000L, DEADLINE_NS)))))
            {
                interlock.addIssueListener(issues::add);
                loud = alarm(interlock, alerts, alert ->
                {
                    final int failing = alert * (FAILING.size() + 1) / alerts;
                    if (failing == FAILING.indexOf(HttpSink.Mode.REFUSES) + 1)
                    {
                        // On a slow machine all of its alerts may come before the first message leaves.
                        Await.until("something is refused", GENEROUS, () -> !sink.refused().isEmpty());
                    }
                    fail(sink, own, failing);
                    most[0] = Math.max(most[0], queued(interlock));
                });
                fail(sink, own, -1);
                Await.until("nothing urgent is missing, or nothing is queued", GENEROUS, () ->
                    missing(sink, own, loud.urgent()).isEmpty() || queued(interlock) == 0);
                interlock.drain();
            }
            assertThat(missing(sink, own, loud.urgent())).as("lost").isEmpty();
            assertThat(sink.refused()).as("the receiver that refuses has refused").isNotEmpty()
                .allMatch(request -> request.receiver().equals(REFUSING));
            assertThat(most[0]).as("queued").isLessThanOrEqualTo(bound);
            assertThat(issues).extracting(Issue::issueType).doesNotContain("LISTENER_OVERFLOW", "NOTIFY_TROUBLE");
            assertThat(loud.verdicts()).isEqualTo(quiet.verdicts());
            assertThat(loud.transitions()).isEqualTo(quiet.transitions());
            Runs.done("alerts of an engine with every channel failing in turn", alerts, "0 of " + loud.urgent().size()
                + " CRITICAL and EMERGENCY lost on 5 channels, at most " + most[0] + " queued on one (bound " + bound
                + "), levels and the gate's answers as without notifications");
        }
    }

    private static EngineContext context()
    {
        return new EngineContext().commandDeadline(Duration.ofSeconds(30));
    }

    private static int queued(final Interlock interlock)
    {
        return interlock.notifications().status().stream().map(ChannelStatus::counts).mapToInt(ChannelStatus.Counts::queued).max()
            .orElse(0);
    }

    private static void fail(final HttpSink sink, final Throwing own, final int failing)
    {
        for (int i = 0; i < FAILING.size(); i++)
        {
            sink.does("hook" + i, i == failing ? FAILING.get(i) : HttpSink.Mode.TAKES);
        }
        own.fails = failing == FAILING.size();
    }

    /** What is called before each alert. */
    @FunctionalInterface
    private interface Before
    {
        void alert(int number);
    }

    private static Seen alarm(final Interlock interlock, final int alerts, final Before before)
    {
        final Queue<TransitionEvent> told = new ConcurrentLinkedQueue<>();
        interlock.addTransitionListener(told::add);
        final List<String> verdicts = new ArrayList<>();
        for (int i = 0; i < alerts; i++)
        {
            before.alert(i);
            final Scope scope = interlock.scope("venue" + i % 10 + "/strategy" + i);
            switch (i % 4)
            {
                case 0 -> scope.reporter().apiLatency(700_000_000L);
                case 1 -> scope.reporter().apiLatency(1_500_000_000L);
                case 2 -> scope.reporter().apiLatency(4_000_000_000L);
                default -> assertThat(interlock.desk().kill(scope.path(), "ann", "a drill").accepted()).isTrue();
            }
            interlock.drain();
            for (final Intent intent : Intent.values())
            {
                verdicts.add(scope.path() + ' ' + intent + ' ' + scope.gate().check(intent, 0.8));
            }
        }
        Await.until("all alerts are told", GENEROUS, () -> told.size() >= alerts);
        final Set<String> urgent = new HashSet<>();
        told.stream().filter(event -> event.to().isAbove(Level.ALERT)).forEach(event -> urgent.add(event.id()));
        return new Seen(verdicts, told.stream().map(event -> event.sequence() + " " + event.scope() + ' ' + event.change() + ' '
            + event.cause()).toList(), urgent);
    }

    /** While its receiver says for good that it will not have them, a channel gives its messages up; the others have them. */
    private static List<String> missing(final HttpSink sink, final Throwing own, final Set<String> urgent)
    {
        final Map<String, Set<String>> settled = new HashMap<>();
        for (final Queue<HttpSink.Request> requests : List.of(sink.taken(), sink.refused()))
        {
            requests.forEach(request -> settled.computeIfAbsent(request.receiver(), receiver -> new HashSet<>())
                .add(request.header("X-Interlock-Delivery")));
        }
        settled.put("own", own.taken);
        final List<String> missing = new ArrayList<>();
        for (final String channel : List.of("hook0", "hook1", "hook2", "hook3", "own"))
        {
            urgent.stream().filter(id -> !settled.getOrDefault(channel, Set.of()).contains(id))
                .forEach(id -> missing.add(channel + ' ' + id));
        }
        return missing;
    }

    private static void ignore(final Object nothing)
    {
        // Nobody is told.
    }
}
