package io.interlock.notify.route;

import io.interlock.config.ChannelConfig;
import io.interlock.config.ChannelRoute;
import io.interlock.config.ChannelType;
import io.interlock.config.NotificationsConfig;
import io.interlock.config.QuietHours;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.core.port.NoticeCommand;
import io.interlock.core.port.Priority;
import io.interlock.core.port.TransitionEvent;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Random days of an engine: levels, steps down that are overtaken, actions, silences, acknowledgements. A seed is a day. */
final class Walk
{
    static final List<ChannelConfig> CHANNELS = List.of(
        Scene.limited("mail", "WARNING", 6),
        Scene.limited("all", "INFO", 1_000),
        Scene.quiet("chat", "CRITICAL", new QuietHours(LocalTime.of(12, 30), LocalTime.of(13, 30), ZoneOffset.UTC)),
        Scene.channel("pager", ChannelType.PAGERDUTY, new ChannelRoute("WARNING", Set.of(), null, 5, 1, 1)),
        Scene.channel("venue", ChannelType.SLACK, new ChannelRoute("CRITICAL", Set.of("a"), null, 30, 1, 1)),
        Scene.channel("sms", "EMERGENCY"));
    static final NotificationsConfig CONFIG = new NotificationsConfig(
        NotificationsConfig.Policy.DEFAULTS, CHANNELS, List.of(Scene.step(120_000, "sms"), Scene.step(600_000, "sms", "mail")));

    private static final List<String> SCOPES = List.of("", "a", "a/x", "b", "c");
    private static final List<Cause> CAUSES = List.of(Cause.API_LATENCY, Cause.SLIPPAGE, Cause.LOSS);

    final Scene scene = new Scene(CONFIG, "first");
    final List<TransitionEvent> told = new ArrayList<>();
    private final Random random;
    private final Level[] levels = new Level[SCOPES.size()];
    private final TransitionEvent[] held = new TransitionEvent[SCOPES.size()];
    private long atMs;

    Walk(final long seed)
    {
        random = new Random(seed);
        java.util.Arrays.fill(levels, Level.CLOSED);
    }

    Walk steps(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            step();
        }
        return this;
    }

    private void step()
    {
        atMs += random.nextInt(4) == 0 ? random.nextInt(300_000) : random.nextInt(1_500);
        scene.at(atMs);
        final int which = random.nextInt(SCOPES.size());
        switch (random.nextInt(20))
        {
            case 0 -> scene.silence(SCOPES.get(which), 1 + random.nextInt(30) + "m why");
            case 1 -> scene.router.silences().stream().findFirst()
                .ifPresent(silence -> scene.say(NoticeCommand.Kind.UNSILENCE, silence.id(), "", ""));
            case 2 -> scene.router.open().stream().findFirst().ifPresent(open -> scene.ack(open.id()));
            case 3 -> scene.issue("JOURNAL_SPACE", SCOPES.get(which));
            case 4 -> told.stream().reduce((first, second) -> second).ifPresent(last -> scene.action(
                last.id(), random.nextBoolean() ? "cancelAll" : "saveAgain", last.scope(),
                ActionEvent.Stage.values()[random.nextInt(ActionEvent.Stage.values().length)]));
            default -> change(which);
        }
    }

    private void change(final int which)
    {
        final Level from = levels[which];
        final boolean up = from == Level.CLOSED || from != Level.SHUTDOWN && random.nextBoolean();
        final Level to;
        if (up)
        {
            to = Level.of(from.ordinal() + 1 + random.nextInt(Level.SHUTDOWN.ordinal() - from.ordinal()));
        }
        else
        {
            to = random.nextBoolean() ? Level.CLOSED : Level.of(from.ordinal() - 1);
        }
        levels[which] = to;
        final TransitionEvent event =
            scene.event(SCOPES.get(which), from, to, up ? CAUSES.get(random.nextInt(CAUSES.size())) : Cause.RECOVERY);
        if (!up && held[which] == null && random.nextInt(3) == 0)
        {
            // Not durable yet.
            held[which] = event;
            return;
        }
        if (!up)
        {
            release(which);
        }
        tell(event);
        if (up && random.nextBoolean())
        {
            release(which);
        }
    }

    private void release(final int which)
    {
        final TransitionEvent event = held[which];
        held[which] = null;
        if (event != null)
        {
            tell(event);
        }
    }

    private void tell(final TransitionEvent event)
    {
        told.add(event);
        scene.router.transition(event, scene.nowMs());
    }

    /** Transitions that must not be lost. */
    List<TransitionEvent> loud()
    {
        return told.stream().filter(event -> event.priority().compareTo(Priority.CRITICAL) >= 0).toList();
    }

    static List<String> channelsOf(final TransitionEvent event)
    {
        return CHANNELS.stream()
            .filter(channel -> event.priority().compareTo(Priority.valueOf(channel.route().lowest())) >= 0)
            .filter(channel -> channel.route().scopes().isEmpty() || event.scope().equals("a") || event.scope().startsWith("a/"))
            .map(ChannelConfig::name).toList();
    }

    long atMs()
    {
        return atMs;
    }
}
