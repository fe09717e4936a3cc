package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.core.port.Priority;
import io.interlock.core.text.CleanText;
import io.interlock.notify.Notification;
import io.interlock.notify.Redaction;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** The two channels that are always there. */
final class LogAndDashboardTest
{
    private static final long SEED = 20_260_602;

    /** A logger that keeps level and line. */
    private static Logger keeping(final List<String> lines)
    {
        return keeping(lines, Set.of("isInfoEnabled", "isWarnEnabled", "isErrorEnabled"));
    }

    private static Logger keeping(final List<String> lines, final Set<String> enabled)
    {
        return (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) ->
        {
            if (method.getReturnType() == boolean.class)
            {
                return enabled.contains(method.getName());
            }
            lines.add(method.getName() + " " + arguments[0] + " " + arguments[1]);
            return null;
        });
    }

    private static Notification told(final String id, final Priority priority, final String words)
    {
        return MailFixtures.told(id, priority, words, words, words);
    }

    @Test
    void shouldSayThatNothingWasWrittenWhereTheLevelIsAboveIt()
    {
        final List<String> lines = new ArrayList<>();
        final LogChannel log = new LogChannel("log", keeping(lines, Set.of("isErrorEnabled")));
        assertThat(log.deliver(told("a", Priority.INFO, "x"), Duration.ofSeconds(1))).startsWith("NOT written");
        assertThat(log.deliver(told("b", Priority.CRITICAL, "x"), Duration.ofSeconds(1))).isEqualTo("written to the log");
        assertThat(lines).singleElement().asString().startsWith("error");
    }

    @Test
    void shouldWriteALineAtTheLevelOfThePriority()
    {
        final List<String> lines = new ArrayList<>();
        final LogChannel channel = new LogChannel("log", keeping(lines));
        for (final Priority priority : Priority.values())
        {
            channel.deliver(told("n1", priority, "words"), Duration.ZERO);
        }
        assertThat(lines).extracting(line -> line.substring(0, line.indexOf(' '))).containsExactly("info", "warn", "error", "error");
        assertThat(lines.get(2)).isEqualTo("error {} CRITICAL TRANSITION [n1] words | words | runbook runbook/halt");
    }

    @Test
    void shouldWriteOneLineWhateverAStrangerWrote()
    {
        final Random random = new Random(SEED);
        final List<String> lines = new ArrayList<>();
        final LogChannel channel = new LogChannel("log", keeping(lines));
        for (int i = 0; i < 1000; i++)
        {
            final String bad = Hostile.text(random);
            channel.deliver(told(bad, Priority.INFO, bad), Duration.ZERO);
        }
        assertThat(lines).hasSize(1000).as("seed %d", SEED).allMatch(line -> line.codePoints().noneMatch(CleanText::isHidden));
    }

    @Test
    void shouldTakeRegisteredSecretsOutOfTheLine()
    {
        Redaction.register("canary-in-the-log");
        final List<String> lines = new ArrayList<>();
        new LogChannel("log", keeping(lines)).deliver(told("n1", Priority.INFO, "bot canary-in-the-log failed"), Duration.ZERO);
        assertThat(lines.get(0)).contains("bot [secret] failed").doesNotContain("canary-in-the-log");
    }

    @Test
    void shouldKeepTheNewestThousandAndWhoAcknowledged()
    {
        final DashboardChannel channel = new DashboardChannel();
        for (int i = 0; i < 1_500; i++)
        {
            channel.deliver(told("n" + i, Priority.INFO, "words"), Duration.ZERO);
        }
        assertThat(channel.list()).hasSize(1_000);
        assertThat(channel.list().get(0).notification().id()).isEqualTo("n1499");
        assertThat(channel.acknowledge("n1", "ann", 5)).isFalse();
        assertThat(channel.acknowledge("n1499", "ann", 5)).isTrue();
        assertThat(channel.acknowledge("n1499", "bob", 6)).isTrue();
        channel.deliver(told("n1499", Priority.INFO, "again"), Duration.ZERO);
        assertThat(channel.list()).hasSize(1_000);
        assertThat(channel.list().get(0)).matches(DashboardChannel.Entry::isAcknowledged)
            .extracting(DashboardChannel.Entry::acknowledgedBy).isEqualTo("ann");
        assertThatThrownBy(() -> channel.acknowledge("n1499", " ", 7)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNotWaitForAFollowerThatIsSlow() throws Exception
    {
        final DashboardChannel channel = new DashboardChannel();
        final DashboardStream slow = channel.follow(10);
        for (int i = 0; i < 100; i++)
        {
            channel.deliver(told("n" + i, Priority.INFO, "words"), Duration.ZERO);
        }
        final List<String> ids = new ArrayList<>();
        assertThat(slow.drain(one -> ids.add(one.id()), Duration.ZERO)).isEqualTo(10);
        assertThat(ids).first().isEqualTo("n90");
        assertThat(slow.missed()).isEqualTo(90);
        slow.close();
        channel.deliver(told("late", Priority.INFO, "words"), Duration.ZERO);
        assertThat(slow.drain(one -> ids.add(one.id()), Duration.ofSeconds(60))).isZero();
        final DashboardStream open = channel.follow(1);
        channel.close();
        assertThat(open.isClosed()).isTrue();
    }
}
