package io.interlock.cli.attach;

import io.interlock.console.api.Checked;
import io.interlock.console.api.EngineView;
import io.interlock.console.api.ServiceStatus;
import io.interlock.console.approval.Pending;
import io.interlock.console.http.ApiProblem;
import io.interlock.core.gate.GuardWord;
import io.interlock.core.mapped.GateFileException;
import io.interlock.core.mapped.MappedLook;
import io.interlock.core.mapped.MappedScope;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Intent;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.CommandRecord;
import io.interlock.core.port.EngineClock;
import io.interlock.core.port.HistorySource;
import io.interlock.core.port.JournalHead;
import io.interlock.core.status.EngineStatus;
import io.interlock.core.status.EngineVitals;
import io.interlock.core.status.IssueList;
import io.interlock.journal.JournalFollower;
import io.interlock.notify.delivery.ChannelStatus;
import io.interlock.notify.delivery.StatusFile;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Silence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An engine of another process, as the files in its directory tell of it: the gate file, the journal, and what it wrote of notifications.
 * The gate file is opened anew at each look, so a restart is followed; nothing is mapped, so a file that is cut is an error; nothing is
 * written. Where the gate file cannot be trusted there is no status and no check, and the engine counts as stale: never a looser answer.
 *
 * <p>Threading: several threads of the server at once.
 */
final class AttachedView implements EngineView
{
    private static final int UNAVAILABLE = 503;
    private static final EngineVitals.Ring UNKNOWN = new EngineVitals.Ring(-1, -1);
    private static final long NS_PER_MS = 1_000_000L;

    private final Path directory;
    private final long staleLimitNs;
    private final JournalFollower journal;

    /** The stale limit is the engine's, which its files do not tell. */
    AttachedView(final Path directory, final long staleLimitNs, final JournalFollower journal)
    {
        this.directory = directory;
        this.staleLimitNs = staleLimitNs;
        this.journal = journal;
    }

    /** Throws a problem that names what is wrong with the gate file. */
    private MappedLook look()
    {
        try
        {
            return MappedLook.at(directory, staleLimitNs, EngineClock.SYSTEM);
        }
        catch (final GateFileException untrusted)
        {
            throw new ApiProblem(UNAVAILABLE, "no-gate-file", "The engine's gate file cannot be read", untrusted.getMessage()
                + ". Nobody knows what the engine allows: send nothing that adds risk", Map.of());
        }
    }

    @Override
    public String source()
    {
        return ATTACHED;
    }

    /** Shared with nobody: it costs the engine nothing, and a dead one is to be told of at once. */
    @Override
    public EngineStatus status()
    {
        return AttachedScopes.status(look());
    }

    @Override
    public List<String> scopes()
    {
        return List.copyOf(look().byPath().keySet());
    }

    @Override
    public ServiceStatus service()
    {
        final MappedLook look = look();
        final JournalHead head = look.header().journal();
        final JournalFollower.Life last = journal.life();
        final JournalFollower.Life life = last != null && last.bootId().equals(look.header().bootId()) ? last : null;
        final boolean failed = (look.scope("").vital().standing() & 1L << Cause.JOURNAL.ordinal()) != 0;
        return new ServiceStatus(
            -1, -1, ageMs(look.ageNs()), failed ? "FAILED" : null, -1, head.sequence() == 0 ? -1 : head.sequence(),
            head.sequence() == 0 ? null : head.toString(), life == null ? null : life.config(), life == null ? null : life.build());
    }

    private static long ageMs(final long ageNs)
    {
        return ageNs == Long.MAX_VALUE ? -1 : ageNs / NS_PER_MS;
    }

    @Override
    public EngineVitals vitals()
    {
        try
        {
            final MappedLook look = MappedLook.at(directory, staleLimitNs, EngineClock.SYSTEM);
            return new EngineVitals(
                look.stale(), look.header().guard(), look.ageNs(), UNKNOWN, UNKNOWN, -1, new EngineVitals.Journal(true, false, -1));
        }
        catch (final GateFileException untrusted)
        {
            // Whoever has no token learns no more than that.
            return new EngineVitals(true, "", Long.MAX_VALUE, UNKNOWN, UNKNOWN, -1, new EngineVitals.Journal(false, false, -1));
        }
    }

    @Override
    public IssueList issues(final Duration back)
    {
        return journal.issues(System.currentTimeMillis() - back.toMillis());
    }

    @Override
    public HistorySource.Page transitions(final long afterSequence, final int limit)
    {
        return journal.transitions(afterSequence, limit);
    }

    @Override
    public CommandRecord lastCommand(final String scope, final HistorySource.Commanded what)
    {
        return journal.lastCommand(scope, what);
    }

    /** What is read may be ahead of what the gate file calls durable, and behind it while a long journal is read. */
    @Override
    public long lastSequence()
    {
        try
        {
            return Math.max(journal.lastSequence(), look().header().journal().sequence());
        }
        catch (final ApiProblem untrusted)
        {
            return journal.lastSequence();
        }
    }

    @Override
    public String journalNote()
    {
        return journal.note();
    }

    /** Null where nobody has written of them, or nobody who lives has for a while. */
    private StatusFile.Contents notifications()
    {
        try
        {
            final StatusFile.Contents contents = StatusFile.read(directory);
            final boolean old = contents != null && System.currentTimeMillis() - contents.writtenWallMs() > 3 * StatusFile.ALIVE_MS;
            return old && !vitals().stale() ? null : contents;
        }
        catch (final IOException unreadable)
        {
            return null;
        }
    }

    @Override
    public List<ChannelStatus> channels()
    {
        final StatusFile.Contents contents = notifications();
        return contents == null ? null : contents.channels();
    }

    @Override
    public List<OpenNotice> notices()
    {
        final StatusFile.Contents contents = notifications();
        if (contents == null)
        {
            return null;
        }
        final List<OpenNotice> open = new ArrayList<>();
        for (final StatusFile.Open one : contents.open())
        {
            final Level level = level(one.level());
            if (one.id() == null || one.scope() == null || level == null)
            {
                return null;
            }
            open.add(new OpenNotice(one.id(), one.id(), one.scope(), level, one.sinceWallMs(), "", null));
        }
        return open;
    }

    private static Level level(final String name)
    {
        for (final Level level : Level.values())
        {
            if (level.name().equals(name))
            {
                return level;
            }
        }
        return null;
    }

    @Override
    public List<Silence> silences()
    {
        final StatusFile.Contents contents = notifications();
        return contents == null ? null : contents.silences().stream()
            .filter(one -> one.untilWallMs() > System.currentTimeMillis())
            .map(one -> new Silence(one.id(), one.scope(), one.untilWallMs(), one.actor(), null)).toList();
    }

    /** It is in the engine's memory alone. */
    @Override
    public List<Pending> pending()
    {
        return null;
    }

    @Override
    public List<ActionEvent> actions()
    {
        return null;
    }

    @Override
    public Checked check(final String scope, final Intent intent, final Double confidence)
    {
        final MappedLook look = look();
        final MappedScope found = look.scope(scope);
        if (found == null)
        {
            return null;
        }
        final MappedLook.Answer answer = look.check(found, intent, confidence);
        return new Checked(look.atMs(), answer.verdict(), GuardWord.describe(answer.guard()), look.stale());
    }
}
