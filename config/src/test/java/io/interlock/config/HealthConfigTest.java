package io.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of the process's own health: amounts of disk, switches, and an issue before its cause. */
class HealthConfigTest
{
    private static BreakerConfig yaml(final String text)
    {
        return ConfigLoader.load("test.yaml", text, variable -> null);
    }

    private static HealthConfig health(final String text)
    {
        return yaml("health: { " + text + " }\n").engine().health();
    }

    @Test
    void shouldTakeEachLimitAndEachSwitch()
    {
        assertThat(health("heap: 90%, heap-issue: 70%, descriptors: 95%, descriptors-issue: 60%, disk: 64MiB, disk-issue: 1GiB, "
            + "threads: off, out-of-memory: off, looks: 3")).isEqualTo(new HealthConfig(
            new HealthConfig.Share(700_000_000, 900_000_000), new HealthConfig.Share(600_000_000, 950_000_000),
            new HealthConfig.Room(1L << 30, 64L << 20), false, false, 3));
        assertThat(health("heap: off, heap-issue: off, descriptors: off, descriptors-issue: off, disk: off, disk-issue: off, threads: off, "
            + "out-of-memory: off, looks: 1")).isEqualTo(HealthConfig.OFF);
    }

    @ParameterizedTest
    @CsvSource({
        "64,has no unit (did you mean 64MiB?)", "64MB,has a unit that is none of MiB", "0MiB,out of range", "-1MiB,out of range",
        "17TiB,out of range", "0.5MiB,not a whole number of MiB", "much,is not an amount"})
    void shouldSayWhatIsWrongWithAnAmountAndWhere(final String value, final String wrong)
    {
        assertThatThrownBy(() -> yaml("\nhealth:\n  disk: " + value + "\n")).isInstanceOf(ConfigException.class)
            .hasMessageContaining("test.yaml:3:9").hasMessageContaining("health.disk").hasMessageContaining(wrong)
            .hasMessageContaining("from 1MiB to 16TiB, or off");
    }

    @ParameterizedTest
    @CsvSource({"off,off", "1MiB,1MiB", "1024MiB,1GiB", "1.5GiB,1536MiB", "2 tib,2TiB", "1025MiB,1025MiB"})
    void shouldWriteAnAmountInTheLargestUnitThatIsExact(final String written, final String shown)
    {
        final BreakerConfig config = yaml("health: { disk-issue: off, disk: " + written + " }\n");

        assertThat(ConfigYaml.of(config)).contains("disk: " + shown + ",");
        assertThat(ConfigLoader.recorded("again", ConfigYaml.of(config))).isEqualTo(config);
    }

    @Test
    void shouldRefuseAnIssueThatComesAfterItsCause()
    {
        assertThatThrownBy(() -> health("heap: 80%")).hasMessageContaining("'80%' is below health.heap-issue, which is 85%")
            .hasMessageContaining("at least 85%, or off");
        assertThatThrownBy(() -> health("descriptors: 70%, descriptors-issue: 75%")).hasMessageContaining("health.descriptors");
        assertThatThrownBy(() -> health("disk: 65MiB")).hasMessageContaining("'65MiB' is above health.disk-issue, which is 64MiB")
            .hasMessageContaining("at most 64MiB, or off");
        assertThat(health("disk: 64MiB").disk().causeBytes()).isEqualTo(64L << 20);
        assertThat(health("heap: 80%, heap-issue: off").heap()).isEqualTo(new HealthConfig.Share(HealthConfig.Share.OFF, 800_000_000));
        assertThat(health("heap: off, heap-issue: 99%").heap()).isEqualTo(new HealthConfig.Share(990_000_000, HealthConfig.Share.OFF));
    }
}
