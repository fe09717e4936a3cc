package io.interlock.core.engine;

import io.interlock.config.BreakerConfig;
import io.interlock.core.gate.GateVerdicts;
import io.interlock.core.gate.GateWords;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.Issue;
import io.interlock.core.port.SafetyToken;
import io.interlock.core.port.TransitionJournal;
import io.interlock.core.report.CriticalPending;
import io.interlock.core.report.InputRing;
import io.interlock.core.report.LaneTable;
import io.interlock.core.report.OverflowTable;
import io.interlock.core.status.IssueLog;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What all parts of one engine share. Each is safe for the threads that its own class names.
 *
 * <p>Threading: set up by the launching thread, read by all after.
 */
final class EngineParts
{
    static final int ISSUES = 4_096;
    static final int AUDIT_SLOTS = 8_192;

    private final SafetyToken token = new SafetyToken();
    /** By size factor. */
    private final Map<Double, GateVerdicts> verdicts = new ConcurrentHashMap<>();
    private volatile BreakerConfig config;
    private final EngineClock clock;
    private final UUID boot = UUID.randomUUID();
    private final String bootId = boot.toString();
    private final GateWords words;
    private final InputRing ring;
    private final Mailbox mailbox;
    private final OverflowTable overflow = new OverflowTable();
    private final LaneTable lanes = new LaneTable();
    private final CriticalPending criticals = new CriticalPending();
    private final AuditRing audit;
    private final IssueLog issues = new IssueLog(ISSUES);
    private final Tally tally = new Tally();
    private final JournalState journal;
    private final MemoryReserve reserve = new MemoryReserve();
    private final HostErrors hostErrors = new HostErrors(this);
    private final ThreadRoll threads;
    private final long originNs;
    private ScopeRegistry registry;
    private Dumps dumps = Dumps.NONE;
    private Runnable pump;

    EngineParts(final BreakerConfig config, final EngineClock clock, final TransitionJournal journal, final int auditSlots)
    {
        audit = new AuditRing(auditSlots);
        this.config = config;
        this.clock = clock;
        words = new GateWords(config.engine().maxScopes());
        threads = new ThreadRoll(words);
        ring = new InputRing(config.engine().ringSize());
        mailbox = new Mailbox(ring);
        this.journal = new JournalState(journal);
        originNs = clock.nanoTime();
        words.heartbeatNs(originNs);
    }

    /** For tests without a breaker thread: whoever waits for it does its work. */
    void pump(final Runnable value)
    {
        pump = value;
    }

    /** Does the breaker thread's work where there is none. */
    void pump()
    {
        if (pump != null)
        {
            pump.run();
        }
    }

    /** Sends a request and waits for its answer; null where there was none by {@code endNs} of the system's clock. */
    <T> T ask(final Request<T> request, final long endNs)
    {
        if (!mailbox.send(request, endNs, this::pump))
        {
            return null;
        }
        return await(request, endNs);
    }

    /** Waits for the answer to a request that was sent; null where there was none by {@code endNs} of the system's clock. */
    <T> T await(final Request<T> request, final long endNs)
    {
        while (pump != null && !request.isDone() && EngineClock.SYSTEM.nanoTime() - endNs < 0)
        {
            pump.run();
        }
        return request.await(endNs - EngineClock.SYSTEM.nanoTime());
    }

    /** Raises an issue. Any thread but a trading one. */
    void raise(final String type, final String scope, final String details)
    {
        raise(new Issue(clock.wallMs(), type, scope, Double.NaN, Double.NaN, details));
    }

    /** Raises an issue. Any thread but a trading one. */
    void raise(final Issue issue)
    {
        issues.add(issue);
        audit.offerOrCount(issue);
    }

    /** Raises an issue and wakes nobody for it. Breaker thread, which does so at the end of its round. */
    void raiseQuietly(final Issue issue)
    {
        issues.add(issue);
        audit.putOrCount(issue);
    }

    void registry(final ScopeRegistry value)
    {
        registry = value;
    }

    void dumps(final Dumps value)
    {
        dumps = value;
    }

    Dumps dumps()
    {
        return dumps;
    }

    HostErrors hostErrors()
    {
        return hostErrors;
    }

    ThreadRoll threads()
    {
        return threads;
    }

    MemoryReserve reserve()
    {
        return reserve;
    }

    /** In force; a reload puts another in its place. */
    BreakerConfig config()
    {
        return config;
    }

    /** A reload is carried out. Breaker thread. */
    void config(final BreakerConfig value)
    {
        config = value;
    }

    /** What the engine's own safety orders carry. */
    SafetyToken token()
    {
        return token;
    }

    /** The verdicts of all gates of one size factor. */
    GateVerdicts verdicts(final double sizeFactor)
    {
        return verdicts.computeIfAbsent(sizeFactor, GateVerdicts::new);
    }

    EngineClock clock()
    {
        return clock;
    }

    UUID boot()
    {
        return boot;
    }

    String bootId()
    {
        return bootId;
    }

    GateWords words()
    {
        return words;
    }

    InputRing ring()
    {
        return ring;
    }

    Mailbox mailbox()
    {
        return mailbox;
    }

    OverflowTable overflow()
    {
        return overflow;
    }

    LaneTable lanes()
    {
        return lanes;
    }

    CriticalPending criticals()
    {
        return criticals;
    }

    AuditRing audit()
    {
        return audit;
    }

    IssueLog issues()
    {
        return issues;
    }

    Tally tally()
    {
        return tally;
    }

    JournalState journal()
    {
        return journal;
    }

    ScopeRegistry registry()
    {
        return registry;
    }

    long originNs()
    {
        return originNs;
    }

    long staleLimitNs()
    {
        return config.engine().staleLimitNs();
    }
}
