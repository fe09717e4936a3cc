package io.interlock.notify.route;

import static io.interlock.core.model.Level.CLOSED;
import static io.interlock.core.model.Level.HALT;
import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.config.ConfigLoader;
import io.interlock.core.port.Priority;
import io.interlock.notify.Draft;
import io.interlock.notify.words.PlainWords;
import org.junit.jupiter.api.Test;

/** What one message says that stands for thousands of changes. */
class StormWordsTest
{
    @Test
    void shouldCountChangesAndSayOneLengthAndThatItIsOver()
    {
        final Scene scene = new Scene(Scene.config(Scene.channel("mail", "WARNING")));
        for (int i = 0; i < 1_000; i++)
        {
            scene.at(4L * i).up("a", CLOSED, HALT);
            scene.at(4L * i + 2).down("a", HALT, CLOSED);
        }
        final Draft last = scene.at(Scene.MINUTE).sent("mail").get(1);

        assertThat(last.priority()).as("it is delivered as ever").isEqualTo(Priority.CRITICAL);
        assertThat(last.extras().changes()).isEqualTo(1_998);
        assertThat(last.extras().note()).isEqualTo("it lasted 3 s");
        assertThat(new PlainWords(ConfigLoader.load("test", "preset: default"), "").words(last).title())
            .startsWith("[INFO] RESOLVED").contains("and 1998 more changes");
    }
}
