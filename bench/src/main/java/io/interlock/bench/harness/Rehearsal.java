package io.interlock.bench.harness;

import io.interlock.config.BreakerConfig;
import io.interlock.config.ConfigYaml;
import io.interlock.core.machine.BreakerStateMachine;
import io.interlock.core.machine.Effects;
import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.ScopeDefinition;
import io.interlock.core.machine.Transition;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.Recovered;
import io.interlock.core.port.TransitionEvent;
import io.interlock.journal.FileJournal;
import io.interlock.journal.input.InputLog;
import io.interlock.journal.input.InputSettings;
import io.interlock.journal.record.Hash;
import io.interlock.journal.store.ChronicleStore;
import io.interlock.journal.store.FrameStore;
import io.interlock.journal.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * An {@link EventMix} judged as a breaker thread does, with a journal and a recording: what it leaves behind can be replayed. Unlike a
 * breaker it waits for its recorder, so that nothing is left out.
 *
 * <p>Threading: one thread, and the recording's.
 */
final class Rehearsal implements Effects
{
    /** Bytes of a file of a recording, as the presets say. */
    static final long ROLL = 64L << 20;

    private static final long AHEAD = 4L << 20;
    private static final long KEEP = 4L << 30;
    private static final Duration NEVER = Duration.ofDays(365_000);
    /** Fills no block; after each the recording is told that something was decided, so that it makes a block of it. */
    private static final int ROUND = 2_048;
    /** Half of the blocks that a recording has. */
    private static final int UNWRITTEN = 64;

    private final EventMix mix = new EventMix();
    private final BreakerStateMachine machine;
    private final FileJournal journal;
    private long sequence;

    private Rehearsal(final BreakerConfig config, final FileJournal journal)
    {
        machine = machine(config);
        this.journal = journal;
    }

    /** A machine with the scopes of a mix. */
    static BreakerStateMachine machine(final BreakerConfig config)
    {
        final BreakerStateMachine machine = new BreakerStateMachine(config);
        for (int id = 1; id <= EventMix.SCOPES; id++)
        {
            machine.addScope(new ScopeDefinition(id, 0, EventMix.path(id), config.scope(EventMix.path(id))));
        }
        return machine;
    }

    /** Where a recording goes, with the files that a gateway's has. */
    static ChronicleStore store(final Path directory) throws IOException
    {
        return ChronicleStore.openUnforced(directory,
            new StoreSettings(AHEAD, Long.MAX_VALUE, NEVER, KEEP, NEVER, 0, System::currentTimeMillis));
    }

    /** A recording that has not begun. */
    static InputLog log(final FrameStore store, final BreakerConfig config)
    {
        return new InputLog(store, new InputSettings(ConfigYaml.of(config), "bench", Hash.ZERO, ROLL, System::currentTimeMillis));
    }

    /**
     * Leaves a directory with a journal and a recording.
     *
     * @param directory to be made.
     * @param config    to judge by.
     * @param events    that are recorded.
     * @return how many decisions are in the journal.
     */
    static long write(final Path directory, final BreakerConfig config, final int events) throws IOException
    {
        final UUID life = UUID.randomUUID();
        try (FileJournal journal = FileJournal.open(directory,
            new FileJournal.Settings(Hash.ZERO, "bench", "bench", null, System::currentTimeMillis), StoreSettings.defaults());
            CountedStore store = new CountedStore(store(directory.resolve(InputLog.FOLDER))))
        {
            journal.recover();
            journal.append(life, Recovered.NOTHING);
            final Rehearsal rehearsal = new Rehearsal(config, journal);
            try (InputLog log = log(store, config))
            {
                log.begin(life);
                rehearsal.judge(log, store, events);
            }
            return rehearsal.sequence;
        }
    }

    private void judge(final InputLog log, final CountedStore store, final int events)
    {
        for (int rounds = 1; mix.events() < events; rounds++)
        {
            for (int i = 0; i < ROUND && mix.events() < events; i++)
            {
                if (log.wantsSnapshot())
                {
                    log.snapshot(machine, sequence, mix.timeNs(), mix.wallMs());
                }
                final InputEvent event = mix.next();
                machine.apply(event, mix.timeNs(), this);
                log.input(event, null, mix.timeNs(), mix.wallMs());
            }
            log.roundEnds(mix.timeNs(), true);
            final int least = rounds - UNWRITTEN;
            Waiting.until(() -> store.frames() >= least, "the recording is written");
        }
        log.end(machine, sequence, mix.timeNs(), mix.wallMs());
    }

    @Override
    public void onTransition(final Transition transition)
    {
        sequence++;
        try
        {
            journal.append(new TransitionEvent(sequence, "bench-" + sequence, transition.timeNs(), mix.wallMs(),
                machine.scope(transition.scopeId()).definition().path(), new TransitionEvent.Change(transition.from(), transition.to()),
                new TransitionEvent.Why(transition.cause(), transition.value(), transition.threshold())));
        }
        catch (final IOException full)
        {
            throw new UncheckedIOException("there is no room for a journal to be replayed", full);
        }
    }

    @Override
    public void onBreach(
        final int scopeId, final Cause cause, final Level demand, final long value, final long threshold, final long timeNs)
    {
        // Not a decision.
    }

    @Override
    public void onRejected(final int scopeId, final InputEvent event, final String why, final long timeNs)
    {
        throw new IllegalStateException(why);
    }

    @Override
    public void onCommand(final int scopeId, final InputEvent event, final boolean accepted, final String message, final long timeNs)
    {
        throw new IllegalStateException("nobody commands here");
    }

    @Override
    public void onOverride(final int scopeId, final boolean on, final long timeNs)
    {
        throw new IllegalStateException("nobody commands here");
    }
}
