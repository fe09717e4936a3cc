package io.interlock.notify.delivery;

import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.TransitionEvent;
import io.interlock.notify.route.Awaited;
import io.interlock.notify.route.OpenNotice;
import io.interlock.notify.route.Silence;
import java.util.List;

/** Who is told what and when, as the dispatch thread asks for it. Threading: the dispatch thread alone. May throw: it is passed over. */
interface Rules
{
    /** Before all others. */
    void restore(NoticeHistory history);

    void transition(TransitionEvent event);

    void issue(Issue issue);

    void action(ActionEvent event);

    NoticeCommand.Answer command(NoticeCommand command);

    /** Time has passed. */
    void tick();

    /** Milliseconds until {@link #tick} is to be called; 0 or less: now. */
    long waitMs();

    /** What is open, the oldest first. */
    default List<OpenNotice> open()
    {
        return List.of();
    }

    /** What is open and nobody has acknowledged, of the channels whose receivers are asked whether somebody has. */
    default List<Awaited> awaited()
    {
        return List.of();
    }

    /** Silences that hold. */
    default List<Silence> silences()
    {
        return List.of();
    }
}
