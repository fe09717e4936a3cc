package io.interlock.cli.demo;

import io.interlock.cli.demo.post.Arrived;
import io.interlock.cli.demo.post.PostOffice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people were told of each transition, by what arrived at the receivers. Immutable.
 *
 * @param told    of each transition, in order.
 * @param arrived how many messages there were in all.
 * @param forged  how many had a signature that does not fit.
 */
record Messages(List<Told> told, int arrived, int forged)
{
    private static final List<String> RECEIVERS = List.of(PostOffice.MAIL, PostOffice.WEBHOOK);

    /**
     * One transition.
     *
     * @param seen     it.
     * @param messages of its id, the first for each receiver.
     */
    record Told(Recorder.Seen seen, List<Arrived> messages)
    {
        boolean isWhole()
        {
            return messages.size() == RECEIVERS.size();
        }
    }

    static Messages of(final List<Recorder.Seen> transitions, final List<Arrived> arrived)
    {
        final List<Told> told = transitions.stream().map(seen -> new Told(seen, first(seen, arrived))).toList();
        return new Messages(told, arrived.size(), (int)arrived.stream().filter(one -> !one.genuine()).count());
    }

    private static List<Arrived> first(final Recorder.Seen seen, final List<Arrived> arrived)
    {
        final List<Arrived> found = new ArrayList<>();
        for (final String receiver : RECEIVERS)
        {
            final Optional<Arrived> one = arrived.stream()
                .filter(message -> message.receiver().equals(receiver) && message.isOf(seen.event().id())).findFirst();
            one.ifPresent(found::add);
        }
        return found;
    }

    boolean isWhole()
    {
        return told.stream().allMatch(Told::isWhole);
    }

    /** The promises of a demo that notifies. */
    List<Kept> kept()
    {
        final List<String> missing = told.stream().filter(one -> !one.isWhole())
            .map(one -> one.seen().event().from() + " -> " + one.seen().event().to()).toList();
        return List.of(
            new Kept("demo", "a mail and a webhook of each transition arrived", missing.isEmpty(),
                missing.isEmpty() ? told.size() + " transitions, " + arrived + " messages" : "missing: " + String.join(", ", missing)),
            new Kept("demo", "the webhook's signatures fit", forged == 0, forged + " do not"));
    }
}
