package io.interlock.notify.route;

import static io.interlock.notify.route.Scene.HOUR;
import static io.interlock.notify.route.Scene.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.Kind;
import org.junit.jupiter.api.Test;

class IssuesTest
{
    private final Scene scene = new Scene(Scene.config(Scene.channel("mail", "WARNING"), Scene.channel("all", "INFO")));

    @Test
    void shouldWarnOfWhatAPersonMustActOn()
    {
        scene.issue("JOURNAL_SPACE", "");
        scene.issue("LISTENER_SLOW", "");

        assertThat(scene.sent("mail")).extracting(draft -> draft.facts().cause()).containsExactly("JOURNAL_SPACE");
        assertThat(scene.sent("mail")).extracting(Draft::priority).containsExactly(Priority.WARNING);
        assertThat(scene.sent("all")).extracting(Draft::priority).containsExactly(Priority.WARNING, Priority.INFO);
        assertThat(scene.sent("log")).hasSize(2);
        assertThat(scene.sent("dashboard")).hasSize(2);
        for (final String type : new String[] {"JOURNAL", "NOTIFY_DOWN", "LISTENER_HUNG", "RECOVERY", "ENGINE_FAULT", "ACTION_FAILED"})
        {
            assertThat(IssuePriority.of(type)).as(type).isEqualTo(Priority.WARNING);
        }
    }

    @Test
    void shouldTellAnIssueOfAScopeOnceAnHourWithTheirNumber()
    {
        for (int i = 0; i < 60; i++)
        {
            scene.at(i * MINUTE).issue("LISTENER_HUNG", "a");
        }
        scene.issue("LISTENER_HUNG", "b");
        assertThat(scene.sent("mail")).hasSize(2);
        scene.at(HOUR).issue("LISTENER_HUNG", "a");

        assertThat(scene.sent("mail")).hasSize(3);
        assertThat(scene.sent("mail").get(2).extras().note()).isEqualTo("details (59 more like it since it was last told)");
        assertThat(scene.sent("log")).hasSize(62);
        assertThat(scene.sent("log")).extracting(Draft::id).doesNotHaveDuplicates();
    }

    @Test
    void shouldTellThatAChannelWorksAgainWheneverItsFailureWasTold()
    {
        scene.issue("NOTIFY_CHANNEL_DOWN", "notify/sms");
        scene.at(50 * MINUTE).issue("NOTIFY_CHANNEL_UP", "notify/sms");
        scene.at(HOUR).issue("NOTIFY_CHANNEL_DOWN", "notify/sms");
        scene.at(HOUR + MINUTE).issue("NOTIFY_CHANNEL_UP", "notify/sms");
        scene.at(HOUR + 2 * MINUTE).issue("NOTIFY_CHANNEL_DOWN", "notify/sms");
        scene.at(HOUR + 3 * MINUTE).issue("NOTIFY_CHANNEL_UP", "notify/sms");

        assertThat(scene.sent("mail")).extracting(draft -> draft.facts().cause())
            .containsExactly("NOTIFY_CHANNEL_DOWN", "NOTIFY_CHANNEL_UP", "NOTIFY_CHANNEL_DOWN", "NOTIFY_CHANNEL_UP",
                "NOTIFY_CHANNEL_DOWN", "NOTIFY_CHANNEL_UP");
    }

    @Test
    void shouldTellThatAChannelIsDownAgainOnlyWhereItWorkedInBetween()
    {
        scene.issue("NOTIFY_CHANNEL_DOWN", "notify/sms");
        scene.at(MINUTE).issue("NOTIFY_CHANNEL_DOWN", "notify/sms");
        scene.at(2 * MINUTE).issue("NOTIFY_CHANNEL_UP", "notify/sms");
        scene.issue("NOTIFY_CHANNEL_UP", "notify/mail");
        assertThat(scene.sent("mail", Kind.ISSUE)).extracting(draft -> draft.facts().cause() + draft.scope())
            .containsExactly("NOTIFY_CHANNEL_DOWNnotify/sms", "NOTIFY_CHANNEL_UPnotify/sms", "NOTIFY_CHANNEL_UPnotify/mail");
        scene.at(3 * MINUTE).issue("NOTIFY_CHANNEL_DOWN", "notify/sms");

        assertThat(scene.sent("mail")).hasSize(4).last()
            .satisfies(draft -> assertThat(draft.extras().note()).isEqualTo("details (1 more like it since it was last told)"));
    }

    @Test
    void shouldTellOfAChannelThatFlapsThreeTimesAnHourAndThenIfItIsStillDown()
    {
        for (int i = 0; i < 20; i++)
        {
            scene.at(2 * i * MINUTE).issue("NOTIFY_CHANNEL_DOWN", "notify/sms");
            scene.at((2 * i + 1) * MINUTE).issue("NOTIFY_CHANNEL_UP", "notify/sms");
        }
        assertThat(scene.sent("mail")).hasSize(6);
        assertThat(scene.at(3 * HOUR).sent("mail")).as("it works").hasSize(6);

        for (int i = 0; i < 4; i++)
        {
            scene.issue("NOTIFY_CHANNEL_UP", "notify/sms");
            scene.issue("NOTIFY_CHANNEL_DOWN", "notify/sms");
        }
        final long before = scene.sent("mail").size();
        assertThat(scene.sent("mail")).last().extracting(draft -> draft.facts().cause()).isEqualTo("NOTIFY_CHANNEL_UP");
        scene.at(4 * HOUR - 1);
        assertThat(scene.sent("mail")).hasSize((int)before);
        scene.at(4 * HOUR);
        assertThat(scene.sent("mail")).hasSize((int)before + 1).last().extracting(draft -> draft.facts().cause())
            .isEqualTo("NOTIFY_CHANNEL_DOWN");
        assertThat(scene.at(12 * HOUR).sent("mail")).hasSize((int)before + 1);
    }

    @Test
    void shouldTellNobodyOfBreachesAndTheLogOnceAMinute()
    {
        for (int i = 0; i < 1_000; i++)
        {
            scene.issue("API_LATENCY", "a");
        }
        scene.at(MINUTE).issue("API_LATENCY", "a");

        assertThat(scene.sent("all")).isEmpty();
        assertThat(scene.sent("log")).hasSize(2);
        assertThat(scene.sent("log").get(1).extras().note()).contains("999 more");
    }

    @Test
    void shouldForgetTheOldestOfVeryManyTypes()
    {
        for (int i = 0; i < 10_000; i++)
        {
            scene.issue("TYPE_" + i, "");
        }
        scene.issue("TYPE_9999", "");

        assertThat(scene.sent("log")).hasSize(10_001);
        assertThat(scene.sent("mail")).isEmpty();
    }
}
