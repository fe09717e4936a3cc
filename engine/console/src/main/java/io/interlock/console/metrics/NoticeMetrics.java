package io.interlock.console.metrics;

import static io.interlock.console.metrics.MetricFamily.counter;
import static io.interlock.console.metrics.MetricFamily.gauge;

import io.interlock.core.model.Level;
import io.interlock.notify.delivery.ChannelStatus;
import io.interlock.notify.route.OpenNotice;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The metrics of notifications, gateways, the console and costs. Threading: pure. */
final class NoticeMetrics
{
    private NoticeMetrics()
    {
    }

    static List<MetricFamily> families()
    {
        return List.of(
            counter("interlock_notifications_total", "By channel and outcome: delivered (messages that were taken), failed (attempts "
                + "that failed; an urgent message is tried again), suppressed (messages that found no room or were not for the channel).",
                NoticeMetrics::notifications, "channel", "outcome"),
            gauge("interlock_channel_state", "1 for how the channel is: STARTING (nothing sent yet), UP, OPEN (it keeps failing) or DOWN "
                + "(it needs a person); 0 for the others.", NoticeMetrics::states, "channel", "state"),
            gauge("interlock_channel_queued", "Messages that wait in the channel.", each(channel -> channel.counts().queued()), "channel"),
            gauge("interlock_channel_abandoned_threads", "Threads that hang in the channel.", each(channel -> channel.counts().abandoned()),
                "channel"),
            gauge("interlock_open_notices", "Scopes above CLOSED by level, and whether somebody has acknowledged.", NoticeMetrics::open,
                "level", "acknowledged"),
            counter("interlock_tap_verdicts_total", "Orders as a gateway's tap counted them: outcome allowed with reason ALLOWED, "
                + "ALLOWED_REDUCED or CANCEL, outcome refused with the reason.", NoticeMetrics::verdicts, "scope", "outcome", "reason"),
            gauge("interlock_streams_open", "Event streams that the console has open.", (scrape, sink) ->
            {
                if (scrape.streams() != null)
                {
                    sink.sample(scrape.streams().open());
                }
            }),
            counter("interlock_streams_ended_total", "Event streams that the console ended or did not begin, by reason: slow (events "
                + "were not taken in time), displaced (the room went to a token that had fewer), revoked (the token or session ended), "
                + "refused (no room).", NoticeMetrics::streams, "reason"),
            new MetricFamily("interlock_gate_check_seconds", MetricType.HISTOGRAM, List.of(), "What a gate check costs, sampled by the "
                + "console on its own thread, never on a trading thread: " + GateCost.BATCHES + " observations a scrape, each the mean of "
                + GateCost.CHECKS + " checks of the root's gate in a row. The first scrapes include code that is not compiled yet.", false,
                NoticeMetrics::cost));
    }

    private static void notifications(final Scrape scrape, final MetricSink sink)
    {
        for (final ChannelStatus channel : scrape.channels())
        {
            sink.sample(channel.counts().delivered(), channel.name(), "delivered");
            sink.sample(channel.counts().failed(), channel.name(), "failed");
            sink.sample(channel.counts().suppressed(), channel.name(), "suppressed");
        }
    }

    private static void states(final Scrape scrape, final MetricSink sink)
    {
        for (final ChannelStatus channel : scrape.channels())
        {
            for (final ChannelStatus.State state : ChannelStatus.State.values())
            {
                sink.sample(state == channel.state() ? 1 : 0, channel.name(), state.name());
            }
        }
    }

    private static MetricFamily.Reader each(final ToDoubleFunction<ChannelStatus> number)
    {
        return (scrape, sink) -> scrape.channels().forEach(channel -> sink.sample(number.applyAsDouble(channel), channel.name()));
    }

    private static void open(final Scrape scrape, final MetricSink sink)
    {
        if (scrape.notices() == null)
        {
            return;
        }
        final int[][] counts = new int[Level.values().length][2];
        for (final OpenNotice notice : scrape.notices())
        {
            counts[notice.level().ordinal()][notice.acknowledgedBy().isEmpty() ? 0 : 1]++;
        }
        for (int level = Level.ALERT.ordinal(); level < counts.length; level++)
        {
            sink.sample(counts[level][0], Level.of(level).name(), "no");
            sink.sample(counts[level][1], Level.of(level).name(), "yes");
        }
    }

    private static void verdicts(final Scrape scrape, final MetricSink sink)
    {
        scrape.verdicts().forEach((verdict, count) ->
            sink.sample(count, scrape.label(verdict.scope()), verdict.allowed() ? "allowed" : "refused", verdict.reason()));
    }

    private static void streams(final Scrape scrape, final MetricSink sink)
    {
        if (scrape.streams() != null)
        {
            new TreeMap<>(scrape.streams().ended()).forEach((reason, count) -> sink.sample(count, reason));
        }
    }

    private static void cost(final Scrape scrape, final MetricSink sink)
    {
        if (scrape.cost() != null)
        {
            sink.histogram(scrape.cost());
        }
    }
}
