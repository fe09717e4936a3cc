package io.interlock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.NoticeDigest;
import io.interlock.core.port.NoticeHistory.Incident;
import io.interlock.core.port.NoticeIncident;
import io.interlock.core.port.NoticeRecord;
import io.interlock.core.port.NoticeRecord.Outcome;
import io.interlock.core.port.TransitionEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a receiver has open, by the records of what it was told. */
class IncidentBookTest
{
    private static final int MOST = 3;

    private final IncidentBook book = new IncidentBook(MOST);

    private static TransitionEvent event(final long number, final Level from, final Level to)
    {
        return new TransitionEvent(number, "b-" + number, number, 1_000, "v", new TransitionEvent.Change(from, to),
            new TransitionEvent.Why(Cause.LOSS, 60_000_000, 50_000_000));
    }

    private void record(final String id, final Outcome outcome, final String details, final TransitionEvent event)
    {
        book.record(new NoticeRecord(1_000, id, "v", "pager", outcome, 1, new NoticeRecord.Words("", details)), event);
    }

    private void delivered(final TransitionEvent event, final String details)
    {
        record(event.id(), Outcome.DELIVERED, details, event);
    }

    @Test
    void shouldBeWhatWasDeliveredAndNotEnded()
    {
        record("b-9", Outcome.FAILED, "no", event(9, Level.CLOSED, Level.HALT));
        delivered(event(1, Level.CLOSED, Level.HALT), "ok");
        delivered(event(3, Level.CLOSED, Level.HALT), "ok");
        delivered(event(4, Level.HALT, Level.SHUTDOWN), "ok; incident b-1");
        record("b-4.a", Outcome.DELIVERED, "ok", event(4, Level.HALT, Level.SHUTDOWN));
        assertThat(book.open(scope -> true)).extracting(Incident::id).as("the latest told is last").containsExactly("b-3", "b-1");
        assertThat(book.open(scope -> true)).last().extracting(one -> one.event().id()).isEqualTo("b-4");

        delivered(event(6, Level.HALT, Level.CLOSED), "ok; ended incident b-3");
        assertThat(book.open(scope -> true)).extracting(Incident::id).containsExactly("b-1");
    }

    @Test
    void shouldBeEndedAlsoByWhatIsOfNoKnownChange()
    {
        delivered(event(1, Level.CLOSED, Level.HALT), "ok");
        record("b-1.o", Outcome.DELIVERED, "ok; ended incident b-1", null);
        assertThat(book.open(scope -> true)).isEmpty();
        record("b-2.o", Outcome.DELIVERED, "ok; incident b-2", null);
        record("b-3", Outcome.DELIVERED, "ok", null);
        assertThat(book.open(scope -> true)).isEmpty();
    }

    @Test
    void shouldBeOpenedByWhatFollowsAChange()
    {
        record("b-1.e1", Outcome.DELIVERED, "ok; incident b-1", event(1, Level.CLOSED, Level.HALT));
        assertThat(book.open(scope -> true)).extracting(Incident::id).containsExactly("b-1");
        record("b-1.e2", Outcome.DELIVERED, "ok; incident b-1", null);
        assertThat(book.open(scope -> true)).extracting(Incident::id).containsExactly("b-1");
    }

    @Test
    void shouldNotBeEndedWhereAChangeThatNobodyKnowsWasToldByIt()
    {
        delivered(event(1, Level.CLOSED, Level.HALT), "ok");
        record("b-3", Outcome.DELIVERED, "ok; incident b-1", null);
        assertThat(book.open(scope -> true)).isEmpty();
    }

    @Test
    void shouldBeReadFromARecordThatStandsForMany()
    {
        final String[] words = {NoticeDigest.words(List.of(new NoticeDigest.Name("b-1", ""), new NoticeDigest.Name("b-4", "b-3")), 0, "ok"),
            NoticeDigest.words(List.of(new NoticeDigest.Name("b-6", new NoticeIncident("b-3", true).name())), 0, "ok")};
        for (final String several : words)
        {
            NoticeDigest.each(new NoticeRecord(1_000, NoticeDigest.ID, "", "pager", Outcome.DELIVERED, 1,
                new NoticeRecord.Words("", several))).forEach(one -> book.record(one, event(one.id().charAt(2) - '0',
                    one.id().equals("b-6") ? Level.HALT : Level.CLOSED, one.id().equals("b-6") ? Level.CLOSED : Level.HALT)));
            assertThat(book.open(scope -> scope.equals("v"))).extracting(Incident::id).contains("b-1");
        }
        assertThat(book.open(scope -> true)).extracting(Incident::id).containsExactly("b-1");
        assertThat(book.open(scope -> false)).isEmpty();
    }

    @Test
    void shouldTakeAnEndOfAnEarlierVersionForTheEndOfAll()
    {
        delivered(event(1, Level.CLOSED, Level.HALT), "ok");
        delivered(event(2, Level.HALT, Level.THROTTLE), "ok");
        assertThat(book.open(scope -> true)).hasSize(1);
        delivered(event(3, Level.THROTTLE, Level.CLOSED), "ok");
        assertThat(book.open(scope -> true)).isEmpty();
    }

    @Test
    void shouldForgetTheOldest()
    {
        for (int i = 1; i <= MOST + 1; i++)
        {
            delivered(event(i, Level.CLOSED, Level.HALT), "ok");
        }
        assertThat(book.open(scope -> true)).extracting(Incident::id).containsExactly("b-2", "b-3", "b-4");
    }
}
