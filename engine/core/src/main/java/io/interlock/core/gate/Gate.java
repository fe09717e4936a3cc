package io.interlock.core.gate;

import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.model.Reason;
import io.interlock.core.model.Verdict;
import io.interlock.core.port.SafetyToken;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.agrona.UnsafeApi;

/**
 * Asked before each order (SEMANTICS 1). A check reads two guard words and one gate word and hands out a preallocated verdict: it never
 * blocks, allocates, locks, throws or reads a clock, and a refusal costs what a grant costs.
 *
 * <p>Threading: any thread, wait-free.
 */
public final class Gate
{
    private final GateWords words;
    private final String path;
    private final long staleLimitNs;
    private final SafetyToken token;
    private final Explainer explainer;
    /** A reload puts others in their place. Plain: after the acquire of a check each is loaded again. */
    private GateVerdicts verdicts;
    /** Fixed once, so that a check is three loads: the addresses are of {@code words}, whose memory lives as long as this gate. */
    private final long rootGuard;
    private final long gate;
    /** The table of {@code verdicts}, one load nearer. */
    private Verdict[] open;

    /**
     * Made by the engine, one a scope.
     *
     * @param words      the memory.
     * @param id         the scope.
     * @param path       the scope.
     * @param settings   what it needs of the configuration.
     * @param token      the engine's own.
     * @param explainer  answers {@link #explain()}.
     */
    public Gate(
        final GateWords words, final int id, final String path, final Settings settings, final SafetyToken token, final Explainer explainer)
    {
        this.words = words;
        this.path = path;
        this.staleLimitNs = settings.staleLimitNs();
        this.token = Objects.requireNonNull(token, "token");
        this.explainer = explainer;
        verdicts = settings.verdicts();
        rootGuard = words.rootGuardAddress();
        open = verdicts.open();
        gate = words.gateAddress(id);
        // As if they were final: whoever is handed this gate without any ordering finds them filled, so that no check throws.
        VarHandle.releaseFence();
    }

    /**
     * What a gate needs of the configuration.
     *
     * @param verdicts     to hand out; shared by all gates of one size factor.
     * @param staleLimitNs age of the heartbeat from which on OPEN is refused.
     */
    public record Settings(GateVerdicts verdicts, long staleLimitNs)
    {
    }

    /**
     * Hands out other verdicts from now on, as a reload of the configuration wants.
     *
     * @param others    for another size factor.
     * @param presented the engine's own, by identity.
     * @throws IllegalArgumentException for another token.
     */
    public void settle(final GateVerdicts others, final SafetyToken presented)
    {
        if (presented != token)
        {
            throw new IllegalArgumentException("only the engine changes what its gates answer");
        }
        // Whoever finds the new table finds it filled.
        VarHandle.releaseFence();
        verdicts = others;
        open = others.open();
    }

    /**
     * May an order that states no confidence go out?
     *
     * @param intent what it would do to the account's risk; null is refused like an OPEN.
     * @return never null, never allocated.
     */
    public Verdict check(final Intent intent)
    {
        final long guard = guard();
        return verdicts.of(GateLaw.judge(word(), guard, intent));
    }

    /**
     * May an order go out?
     *
     * @param intent     what it would do to the account's risk; null is refused like an OPEN.
     * @param confidence 0 to 1, read for OPEN only; NaN or anything outside is refused at every level.
     * @return never null, never allocated.
     */
    public Verdict check(final Intent intent, final double confidence)
    {
        // Read once: after an acquire a field would be loaded again.
        final long own = gate;
        final long guard = UnsafeApi.getLongAcquire(null, rootGuard) | UnsafeApi.getLongAcquire(null, own + GateWords.GUARD_OFFSET);
        return judge(guard, UnsafeApi.getLongAcquire(null, own), intent, confidence);
    }

    /** The root's guard word joined with the scope's own, with acquire; to be read before {@link #word()}. */
    private long guard()
    {
        return UnsafeApi.getLongAcquire(null, rootGuard) | UnsafeApi.getLongAcquire(null, gate + GateWords.GUARD_OFFSET);
    }

    /** The gate word, with acquire. */
    private long word()
    {
        return UnsafeApi.getLongAcquire(null, gate);
    }

    private Verdict judge(final long guard, final long word, final Intent intent, final double confidence)
    {
        if (intent == Intent.OPEN && guard == 0 && confidence >= 0.0 && confidence <= 1.0)
        {
            final Verdict known = open[GateWord.state(word)];
            if (known != null)
            {
                return known;
            }
        }
        return verdicts.of(GateLaw.judge(word, guard, intent, confidence));
    }

    /**
     * May an order go out, for a caller who already knows the time? Compares the breaker thread's heartbeat with it as well, and so refuses
     * OPEN even where breaker and watchdog both died.
     *
     * @param intent     what it would do to the account's risk; null is refused like an OPEN.
     * @param confidence 0 to 1, read for OPEN only; NaN or anything outside is refused at every level.
     * @param nowNs      {@code System.nanoTime()}, or the engine's own clock where it was given one.
     * @return never null, never allocated.
     */
    public Verdict check(final Intent intent, final double confidence, final long nowNs)
    {
        long guard = guard();
        if (nowNs - words.heartbeatNs() > staleLimitNs)
        {
            guard |= GuardWord.STALE;
        }
        return judge(guard, word(), intent, confidence);
    }

    /**
     * May an order of the engine's own safety actions go out?
     *
     * @param intent    what it would do to the account's risk.
     * @param presented passes at every level when it is the engine's own, by identity; otherwise as {@link #check(Intent)}.
     * @return never null, never allocated.
     */
    public Verdict check(final Intent intent, final SafetyToken presented)
    {
        return presented == token ? verdicts.of(Reason.ALLOWED) : check(intent);
    }

    /**
     * The level that the gate answers with: the most severe of the scope's own and its ancestors', SHUTDOWN where a kill is not yet judged.
     *
     * @return never null.
     */
    public Level level()
    {
        final long guard = guard();
        final long word = word();
        return (guard & GuardWord.KILLED) != 0 ? Level.SHUTDOWN : GateWord.effective(word);
    }

    /**
     * Says for a person: level, cause, value, threshold, since when, and what would bring it back. Not for a trading thread: it asks the
     * breaker thread and allocates.
     *
     * @return never null.
     */
    public String explain()
    {
        return explainer.explain(path);
    }

    /**
     * The scope.
     *
     * @return its path; {@code ""} is the root.
     */
    public String path()
    {
        return path;
    }
}
