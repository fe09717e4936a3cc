package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * Any text is a configuration or is refused with errors that say where, and what is loaded is the same when it is written and loaded again.
 * As it is sent over HTTP, so that no text makes this test open a file.
 */
class ConfigFuzz
{
    @DictionaryFile(resourcePath = "config.dict")
    @FuzzTest(maxDuration = "10m")
    void shouldLoadOrRefuseAnyText(final byte[] bytes)
    {
        final String text = new String(bytes, StandardCharsets.UTF_8);
        try
        {
            final BreakerConfig config = ConfigLoader.sent("f.yaml", text, ConfigLoader.DEFAULT_PRESET);
            assertThat(ConfigLoader.recorded("again.yaml", ConfigYaml.of(config))).isEqualTo(config);
        }
        catch (final ConfigException refused)
        {
            assertThat(refused.errors()).isNotEmpty().allSatisfy(error -> assertThat(error.format()).isNotBlank());
        }
    }
}
