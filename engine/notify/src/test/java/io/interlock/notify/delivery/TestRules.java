package io.interlock.notify.delivery;

import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.Issue;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.NoticeHistory;
import io.interlock.core.port.Priority;
import io.interlock.core.port.TransitionEvent;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import io.interlock.notify.route.Silence;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Rules that tell everybody everything, and fail where a test says so. */
final class TestRules implements Rules
{
    final List<Object> seen = new CopyOnWriteArrayList<>();
    static final Silence SILENCE = new Silence("s1", "", 1, "jane", "tests");
    final AtomicInteger ticks = new AtomicInteger();
    volatile Consumer<Object> first = Notes::ignore;
    volatile long waitMs = Long.MAX_VALUE;
    volatile Runnable onTick = () -> Notes.ignore("");
    private volatile List<Silence> silences = List.of();
    private final Post post;
    private final List<String> channels;

    TestRules(final Post post, final List<String> channels)
    {
        this.post = post;
        this.channels = channels;
    }

    @Override
    public void restore(final NoticeHistory history)
    {
        first.accept(history);
        seen.add(history);
    }

    @Override
    public void transition(final TransitionEvent event)
    {
        seen.add(event);
        first.accept(event);
        tell(FallbackWords.draft(event));
    }

    @Override
    public void issue(final Issue issue)
    {
        seen.add(issue);
        first.accept(issue);
        tell(new Draft("i-" + seen.size(), Kind.ISSUE, Priority.WARNING, issue.scope(),
            new Draft.Facts("", "", issue.issueType(), issue.value(), issue.threshold(), issue.timestampMs()),
            new Draft.Trail("", 0, 0, ""), new Draft.Extras(List.of(), List.of(), 0, issue.details())));
    }

    private void tell(final Draft draft)
    {
        channels.forEach(channel -> post.send(channel, draft));
    }

    @Override
    public void action(final ActionEvent event)
    {
        seen.add(event);
    }

    @Override
    public NoticeCommand.Answer command(final NoticeCommand command)
    {
        first.accept(command);
        silences = List.of(SILENCE);
        return new NoticeCommand.Answer(true, "done by " + Thread.currentThread().getName());
    }

    @Override
    public List<Silence> silences()
    {
        return silences;
    }

    @Override
    public void tick()
    {
        ticks.incrementAndGet();
        onTick.run();
    }

    @Override
    public long waitMs()
    {
        return waitMs;
    }
}
