package io.interlock.notify.delivery;

import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.TransitionEvent;
import io.interlock.notify.route.Awaited;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Router;
import io.interlock.notify.route.Silence;
import java.util.List;
import java.util.Set;

/** The router with the time that it is given. Threading: the dispatch thread alone. */
final class RouterRules implements Rules
{
    private final Router router;
    private final SteadyWall wall;
    private final Set<String> asked;

    RouterRules(final Router router, final SteadyWall wall, final Set<String> asked)
    {
        this.router = router;
        this.wall = wall;
        this.asked = asked;
    }

    @Override
    public void restore(final NoticeHistory history)
    {
        router.restore(history, wall.nowMs());
    }

    @Override
    public void transition(final TransitionEvent event)
    {
        router.transition(event, wall.nowMs());
    }

    @Override
    public void issue(final Issue issue)
    {
        router.issue(issue, wall.nowMs());
    }

    @Override
    public void action(final ActionEvent event)
    {
        router.action(event, wall.nowMs());
    }

    @Override
    public NoticeCommand.Answer command(final NoticeCommand command)
    {
        return router.command(command, wall.nowMs());
    }

    @Override
    public void tick()
    {
        final long nowMs = wall.nowMs();
        if (router.nextDueMs() <= nowMs)
        {
            router.tick(nowMs);
        }
    }

    @Override
    public long waitMs()
    {
        final long dueMs = router.nextDueMs();
        return dueMs == Long.MAX_VALUE ? Long.MAX_VALUE : dueMs - wall.nowMs();
    }

    @Override
    public List<OpenNotice> open()
    {
        return router.open();
    }

    @Override
    public List<Awaited> awaited()
    {
        return router.awaited(asked);
    }

    @Override
    public List<Silence> silences()
    {
        return router.silences();
    }
}
