package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that means harm ends soon, with an error. */
class HostileYamlTest
{
    private static List<String> errors(final String yaml)
    {
        return assertTimeoutPreemptively(Duration.ofSeconds(120), () -> ConfigErrorTest.errors(yaml));
    }

    @Test
    void shouldEndOnBillionLaughs()
    {
        final StringBuilder yaml = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (int i = 1; i < 30; i++)
        {
            yaml.append('a').append(i).append(": &a").append(i).append(" [*a").append(i - 1).append(", *a").append(i - 1).append("]\n");
        }
        assertThat(errors(yaml.toString())).isNotEmpty();
    }

    @Test
    void shouldEndOnATreeThatHoldsItself()
    {
        assertThat(errors("latency: &a { alert: 5ms, latency: *a }")).singleElement().asString().contains("latency.latency");
        assertThat(errors("scopes: &a { b: *a }")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? ", "[[{"})
    void shouldEndOnDeepNesting(final String open)
    {
        assertThat(errors(open.repeat(900_000 / open.length()))).singleElement().asString().contains("nested more than 20");
    }

    @Test
    void shouldRefuseWhatIsTooLarge()
    {
        assertThat(errors("# ".repeat(5_000_000))).containsExactly("f.yaml: is too large; at most 1000000 characters are allowed");
    }

    @Test
    void shouldEndOnManyErrorsAndLongWords()
    {
        final StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < 50_000; i++)
        {
            yaml.append("latencz").append(i).append(": 1\n");
        }
        assertThat(errors(yaml.toString())).hasSize(ConfigException.LIMIT);
        assertThat(errors("latency.alert: " + "9".repeat(900_000))).singleElement().asString().hasSizeLessThan(500);
        assertThat(errors("x".repeat(1000) + ": 1")).singleElement().asString().hasSizeLessThan(500);
        assertThat(errors("? " + "x".repeat(900_000) + "\n: 1")).singleElement().asString().hasSizeLessThan(500);
    }

    @Test
    void shouldGiveThePositionOfACharacterThatYamlForbids()
    {
        assertThat(errors("latency.alert: 5ms\nloss: \u0007")).singleElement().asString().startsWith("f.yaml:2:7: malformed YAML");
        assertThat(errors("a: 1\n---\nb: 2")).singleElement().asString().startsWith("f.yaml:2:1: has a second document");
    }

    @Test
    void shouldThrowNothingButConfigExceptionsOnRandomText()
    {
        final long seed = 20_261_123L;
        final Random random = new Random(seed);
        final String alphabet = "{}[]:,-?*&!|>'\"%@`#ab \n\t~$\\0.latency";
        for (int i = 0; i < 20_000; i++)
        {
            final StringBuilder yaml = new StringBuilder(random.nextBoolean() ? "latency: " : "scopes: { a: ");
            final int length = random.nextInt(40);
            for (int j = 0; j < length; j++)
            {
                yaml.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            judge(yaml.toString(), seed);
        }
    }

    private static void judge(final String yaml, final long seed)
    {
        try
        {
            assertThat(ConfigLoader.load("f.yaml", yaml, (name) -> null)).isNotNull();
        }
        catch (final ConfigException e)
        {
            assertThat(e.errors()).as("seed %d: %s", seed, yaml).isNotEmpty();
        }
        catch (final RuntimeException e)
        {
            throw new AssertionError("seed " + seed + ": " + yaml, e);
        }
    }
}
