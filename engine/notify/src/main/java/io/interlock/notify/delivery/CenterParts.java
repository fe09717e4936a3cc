package io.interlock.notify.delivery;

import io.interlock.notify.words.Wording;
import java.util.List;
import java.util.function.Function;

/**
 * What a center is made of.
 *
 * @param channels   in the order of the configuration.
 * @param wording    gives words; dispatch thread.
 * @param rules      made once, for where they send to.
 * @param statusFile null: none is kept.
 * @param delivery   clock, threads, and who is told.
 * @param limits     how much and how long.
 */
record CenterParts(
    List<ChannelEntry> channels, Wording wording, Function<Post, Rules> rules, StatusFile statusFile, DeliveryParts delivery, Limits limits)
{
    /**
     * How much and how long.
     *
     * @param inbox    most events that wait for the dispatch thread.
     * @param channel  most messages that wait for a channel.
     * @param answerMs for a command.
     * @param closeMs  for closing.
     */
    record Limits(int inbox, int channel, long answerMs, long closeMs)
    {
        static final Limits DEFAULTS = new Limits(Inbox.CAPACITY, ChannelState.CAPACITY, NotifyCenter.ANSWER_MS, NotifyCenter.CLOSE_MS);
    }

    int capacity()
    {
        return limits.inbox();
    }

    long answerMs()
    {
        return limits.answerMs();
    }

    long closeMs()
    {
        return limits.closeMs();
    }
}
