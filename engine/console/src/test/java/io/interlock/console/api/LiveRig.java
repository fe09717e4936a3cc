package io.interlock.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigLoader;
import io.interlock.console.access.Principal;
import io.interlock.console.access.Role;
import io.interlock.console.approval.Pending;
import io.interlock.console.http.ApiRequest;
import io.interlock.console.http.ApiResponse;
import io.interlock.console.http.ApiRoute;
import io.interlock.console.http.Caller;
import io.interlock.console.http.Visit;
import io.interlock.core.engine.BreakerEngine;
import io.interlock.core.engine.EngineContext;
import io.interlock.core.engine.OperatorDesk;
import io.interlock.core.engine.Scope;
import io.interlock.core.model.Intent;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.HistorySource;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NotificationSink;
import io.interlock.core.port.TransitionEvent;
import io.interlock.core.port.TransitionJournal;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.EngineVitals;
import io.interlock.core.status.IssueList;
import io.interlock.notify.delivery.ChannelStatus;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Silence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A running engine behind the routes, without a server. Threading: the test's. */
final class LiveRig implements EngineView, EngineControl, AutoCloseable
{
    static final ObjectMapper JSON = new ObjectMapper();
    /** Long enough for a busy host, short enough to be waited for once or twice. */
    private static final int DEADLINE_S = 60;
    private static final int SOON_S = 3;
    private static final long DEADLINE_NS = Duration.ofSeconds(60).toNanos();

    final List<NoticeCommand> notices = Collections.synchronizedList(new ArrayList<>());
    final List<CommandRecord> commands = Collections.synchronizedList(new ArrayList<>());
    final List<String> attempts = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger statuses = new AtomicInteger();
    final AtomicInteger commanded = new AtomicInteger();
    final StallingClock clock = new StallingClock();
    volatile boolean journalFails;
    volatile SecondPerson second = SecondPerson.NOT_NEEDED;
    volatile long head;
    private final BreakerEngine engine;
    final RigConfigs configs;
    private final List<ApiRoute> routes;

    /** Keeps commands, and fails where a test says so. */
    private final class Journal implements TransitionJournal
    {
        @Override
        public void append(final TransitionEvent event) throws IOException
        {
            fail();
        }

        @Override
        public void append(final CommandRecord record) throws IOException
        {
            fail();
            commands.add(record);
        }

        private void fail() throws IOException
        {
            if (journalFails)
            {
                throw new IOException("the test's disk is full");
            }
        }
    }

    /** Takes every command. */
    private final class Sink implements NotificationSink
    {
        @Override
        public NoticeCommand.Answer command(final NoticeCommand command)
        {
            notices.add(command);
            return new NoticeCommand.Answer(true, command.kind() + " is done");
        }
    }

    LiveRig(final Path directory, final String yaml)
    {
        this(directory, yaml, "lanes: on");
    }

    LiveRig(final Path directory, final String yaml, final String more)
    {
        this(directory, yaml, more, DEADLINE_S);
    }

    /** For tests in which the breaker thread does not answer: who waits for it gives up soon. */
    static LiveRig impatient()
    {
        return new LiveRig(null, "", "lanes: on", SOON_S);
    }

    private LiveRig(final Path directory, final String yaml, final String more, final int deadlineS)
    {
        final BreakerConfig config = ConfigLoader.load("test", "engine: { stale-limit: 30s, " + more + " }\n" + yaml);
        engine = BreakerEngine.launch(new EngineContext().config(config).directory(directory).journal(new Journal())
            .notificationSink(new Sink()).clock(clock)
            .commandRule((command, desk) -> second.held(command, desk)).commandDeadline(Duration.ofSeconds(deadlineS)));
        configs = new RigConfigs(engine);
        routes = ApiRoutes.of(this, this);
    }

    /** Answers as a server does that let an admin in. */
    static ApiResponse call(
        final List<ApiRoute> routes, final String method, final String template, final Map<String, String> query, final String body)
    {
        return call(routes, Role.ADMIN, method + ' ' + template, query, body);
    }

    static ApiResponse call(
        final List<ApiRoute> routes, final Role role, final String what, final Map<String, String> query, final String body)
    {
        return call(routes, new Principal("mia", role), what, query, body);
    }

    static ApiResponse call(
        final List<ApiRoute> routes, final Principal who, final String what, final Map<String, String> query, final String body)
    {
        final String method = what.substring(0, what.indexOf(' '));
        final String template = what.substring(what.indexOf(' ') + 1);
        final ApiRoute route = routes.stream().filter(one -> one.method().equals(method) && one.template().equals(template)).findFirst()
            .orElseThrow(() -> new AssertionError("no route " + method + ' ' + template));
        final Principal principal = route.role() == null ? null : who;
        return route.handler().handle(new ApiRequest(method, template, template.contains("{id}") ? Map.of("id", "n-1") : Map.of(), query,
            json(body), "127.0.0.1", new Caller(principal, new AnyVisit(), () -> true, null)));
    }

    /** By a session, which may all the same begin one. */
    private static final class AnyVisit implements Visit
    {
        private final Times times = new Times(FixedView.AT_MS + 900_000, FixedView.AT_MS + 43_200_000);

        @Override
        public Times times()
        {
            return times;
        }

        @Override
        public Begun begin()
        {
            return new Begun(times, "interlock-8080=secret");
        }

        @Override
        public Ended end()
        {
            return new Ended(1, "interlock-8080=");
        }
    }

    static JsonNode json(final String text)
    {
        try
        {
            return text == null ? null : JSON.readTree(text);
        }
        catch (final IOException bad)
        {
            throw new AssertionError(text, bad);
        }
    }

    static JsonNode json(final ApiResponse answer)
    {
        return json(new String(answer.body(), StandardCharsets.UTF_8));
    }

    JsonNode get(final String route, final String... query)
    {
        final Map<String, String> parameters = new TreeMap<>();
        for (int i = 0; i < query.length; i += 2)
        {
            parameters.put(query[i], query[i + 1]);
        }
        return json(call(routes, "GET", route, parameters, null));
    }

    JsonNode command(final String name, final String body)
    {
        return json(call(routes, "POST", "/api/circuit-breaker/" + name, Map.of(), body));
    }

    List<ApiRoute> routes()
    {
        return routes;
    }

    BreakerEngine engine()
    {
        return engine;
    }

    /** A scope that is there, to be reported to. */
    Scope scope(final String path)
    {
        return engine.scope(path);
    }

    static void await(final String what, final BooleanSupplier condition)
    {
        final long end = System.nanoTime() + DEADLINE_NS;
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - end > 0)
            {
                throw new AssertionError("not within a minute: " + what);
            }
            Thread.yield();
        }
    }

    @Override
    public EngineStatus status()
    {
        statuses.incrementAndGet();
        return engine.status();
    }

    @Override
    public List<String> scopes()
    {
        return engine.desk().scopes();
    }

    @Override
    public void commanded()
    {
        commanded.incrementAndGet();
    }

    @Override
    public ServiceStatus service()
    {
        return new ServiceStatus(0, 1, 0, "OK", 0, head, "", "00", "test");
    }

    @Override
    public EngineVitals vitals()
    {
        return engine.vitals();
    }

    @Override
    public IssueList issues(final Duration back)
    {
        return engine.issues(back);
    }

    @Override
    public HistorySource.Page transitions(final long afterSequence, final int limit)
    {
        return HistorySource.NONE.transitions(afterSequence, limit);
    }

    @Override
    public List<ChannelStatus> channels()
    {
        return List.of();
    }

    @Override
    public List<Pending> pending()
    {
        return second.pending();
    }

    @Override
    public SecondPerson secondPerson()
    {
        return second;
    }

    @Override
    public List<OpenNotice> notices()
    {
        return List.of();
    }

    @Override
    public List<Silence> silences()
    {
        return List.of();
    }

    @Override
    public Checked check(final String scope, final Intent intent, final Double confidence)
    {
        final Scope found = engine.find(scope);
        return found == null ? null : new Checked(1, confidence == null ? found.gate().check(intent)
            : found.gate().check(intent, confidence), found.guard(), false);
    }

    @Override
    public OperatorDesk desk()
    {
        return engine.desk();
    }

    @Override
    public BreakerConfig config()
    {
        return engine.desk().config();
    }

    @Override
    public RigConfigs configs()
    {
        return configs;
    }

    @Override
    public Scope find(final String path)
    {
        return engine.find(path);
    }

    @Override
    public Scope reported(final String path)
    {
        return engine.scope(path);
    }

    @Override
    public NoticeCommand.Answer notice(final NoticeCommand command)
    {
        return engine.notice(command);
    }

    @Override
    public void attempted(final String principal, final String what, final String outcome)
    {
        attempts.add(principal + '|' + what + '|' + outcome);
    }

    @Override
    public void close()
    {
        engine.close();
    }
}
