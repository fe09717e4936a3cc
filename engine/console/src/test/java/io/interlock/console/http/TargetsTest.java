package io.interlock.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths and queries by themselves, since the server's library refuses some before they come here. */
class TargetsTest
{
    @Test
    void shouldDecodeEachPartOnce()
    {
        assertThat(Targets.path("/")).isEmpty();
        assertThat(Targets.path("/a/b%20c/%e2%82%ac+")).isEqualTo(List.of("a", "b c", "\u20AC+"));
        assertThat(Targets.query("")).isEmpty();
        assertThat(Targets.query("a=b+c%2Bd&e&f==&g=%25%2F")).isEqualTo(Map.of("a", "b c+d", "e", "", "f", "=", "g", "%/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "a", "*", "//", "/a/", "/a//b", "/.", "/..", "/a/../b", "/%2e", "/%2E%2e/a", "/%", "/%2", "/a%", "/%zz", "/%g0", "/%+1", "/%2f",
        "/a%5Cb", "/a\\b", "/%00", "/%0d%0a", "/%7f", "/%c2%85", "/%ff", "/%c0%af", "/%ed%a0%80", "/a%25b", "/a b", "/a;b", "/\u00e4",
        "/\uFF12", "/%\uFF12\uFF12", "http://a/b"})
    void shouldRefuseAPathThatCanBeReadInTwoWays(final String target)
    {
        assertThatThrownBy(() -> Targets.path(target)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "a=1&a=1", "a=1&%61=1", "a=%", "a=%0", "a=%00", "a=\u00e4", "&", "a&", "a=<", "a=\"", "a=1&=2", "a=%ff"})
    void shouldRefuseAQueryThatCanBeReadInTwoWays(final String query)
    {
        assertThatThrownBy(() -> Targets.query(query)).isInstanceOf(Refusal.class);
    }

    @Test
    void shouldBeBoundedAndThrowNothingElse()
    {
        assertThatThrownBy(() -> Targets.path("/" + "a".repeat(1_024))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Targets.query("a".repeat(2_049))).isInstanceOf(Refusal.class);
        final StringBuilder keys = new StringBuilder("k");
        for (int i = 0; i < 32; i++)
        {
            keys.append("&k").append(i);
        }
        assertThatThrownBy(() -> Targets.query(keys.toString())).isInstanceOf(Refusal.class);
        final long seed = 20_261_129L;
        final SplittableRandom random = new SplittableRandom(seed);
        final String alphabet = "/%.2eEfFaz019;&=?+\\ \u00e4\u0000";
        for (int i = 0; i < 100_000; i++)
        {
            final StringBuilder text = new StringBuilder("/");
            for (int length = random.nextInt(12); length > 0; length--)
            {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try
            {
                assertThat(Targets.path(text.toString())).as("seed %d: %s", seed, text).allSatisfy(
                    (part) -> assertThat(part).isNotEmpty().isNotIn(".", "..").doesNotContain("/", "\\", "%", "\u0000"));
                Targets.query(text.toString());
            }
            catch (final Refusal refused)
            {
                assertThat(refused.status()).isIn(400, 414);
            }
        }
    }
}
