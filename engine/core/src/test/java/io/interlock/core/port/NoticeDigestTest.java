package io.interlock.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoticeDigestTest
{
    private static final String BOOT = "0a1b2c3d-0000-4000-8000-0123456789ab-";
    private static final long SEED = 20_261_127;

    private static NoticeRecord digest(final String details)
    {
        return new NoticeRecord(7, NoticeDigest.ID, "", "mail", NoticeRecord.Outcome.SUPPRESSED, 3, new NoticeRecord.Words("", details));
    }

    private static List<String> read(final String details)
    {
        return NoticeDigest.each(digest(details)).stream().map(record -> record.id() + ' ' + record.words().details()).toList();
    }

    @Test
    void shouldSayHowManyWhichOnesAndTheLastWords()
    {
        final String words = NoticeDigest.words(List.of(new NoticeDigest.Name("boot-3", ""), new NoticeDigest.Name("boot-7", ""),
            new NoticeDigest.Name("boot-6", ""), new NoticeDigest.Name("boot-5", ""), new NoticeDigest.Name("boot-4.e1", "boot-3")), 2,
            "limit: 30; last: none");

        assertThat(words).isEqualTo(
            "7 messages, 2 of them not named: boot-{3,5-7}; boot-{4}.e1 into boot-3; last: limit: 30; last: none");
        assertThat(read(words)).containsExactly("boot-3 one of several", "boot-5 one of several", "boot-6 one of several",
            "boot-7 one of several", "boot-4.e1 joined into boot-3");
        assertThat(NoticeDigest.count(NoticeDigest.ID, words)).isEqualTo(7);
        assertThat(NoticeDigest.count("boot-1", words)).isEqualTo(1);
    }

    @Test
    void shouldReadWhateverItWrites()
    {
        final Random random = new Random(SEED);
        for (int round = 0; round < 200; round++)
        {
            final Set<NoticeDigest.Name> names = new HashSet<>();
            int length = 0;
            for (int i = random.nextInt(300); i > 0; i--)
            {
                final String suffix = random.nextInt(5) == 0 ? ".e" + random.nextInt(3) : "";
                final NoticeDigest.Name name = new NoticeDigest.Name((random.nextInt(9) == 0 ? "n-" : BOOT) + random.nextInt(400) + suffix,
                    random.nextInt(3) == 0 ? BOOT + random.nextInt(3) : "");
                assertThat(name.isNameable()).isTrue();
                length += names.add(name) ? name.length() : 0;
            }
            final String words = NoticeDigest.words(List.copyOf(names), 0, "");
            final Set<String> expected = new HashSet<>();
            names.forEach(name -> expected.add(
                name.id() + (name.into().isEmpty() ? " one of several" : " joined into " + name.into())));
            assertThat(new HashSet<>(read(words))).as("seed " + SEED + ", round " + round).isEqualTo(expected);
            assertThat(words.length()).isLessThanOrEqualTo(length + 40);
        }
    }

    @Test
    void shouldNameNothingThatItCannotRead()
    {
        for (final String strange : new String[] {"", "7", "7 messages", "7 messages; last: boot-{1}", "x messages: boot-{1}",
            "2 messages: boot-{}", "2 messages: boot-{-}", "2 messages: boot-{9-}", "2 messages: bo ot-{1}", "2 messages: boot-{7-6}"})
        {
            assertThat(read(strange)).as(strange).isEmpty();
        }
        assertThat(read("9 messages: boot-{1-999999999999}")).hasSize(20_000);
        assertThat(new NoticeDigest.Name("boot-resumed-a b", "").isNameable()).isFalse();
        assertThat(new NoticeDigest.Name("boot-1", "a;b").isNameable()).isFalse();
    }

    @Test
    void shouldLeaveAnOrdinaryRecordAsItIs()
    {
        final NoticeRecord one =
            new NoticeRecord(7, "boot-1", "a", "mail", NoticeRecord.Outcome.DELIVERED, 1, new NoticeRecord.Words("", "250"));
        assertThat(new ArrayList<>(NoticeDigest.each(one))).containsExactly(one);
    }
}
