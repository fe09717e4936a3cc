package io.interlock.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.cli.CliException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TapeTest
{
    private static Tape read(final String... lines) throws IOException
    {
        final String text = "timestamp,price,amount\n" + String.join("\n", lines);
        return Tape.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "tape.csv");
    }

    @Test
    void shouldFindTheFallOfTheRecordedTape()
    {
        final Tape tape = Tape.ofResource();

        assertThat(tape.size()).isEqualTo(100_000);
        final Tape.Fall fall = tape.steepestFall(300);
        assertThat(fall.from()).isEqualTo(95_931);
        assertThat(fall.to()).isEqualTo(96_250);
        assertThat(fall.percent()).isBetween(7.03, 7.04);
        assertThat(tape.price(fall.from())).isEqualByComparingTo("1027.52");
        assertThat(tape.price(fall.to())).isEqualByComparingTo("955.23");
        assertThat(tape.timeS(fall.to()) - tape.timeS(fall.from())).isEqualTo(165);
    }

    @Test
    void shouldLookForTheHighOnlyWithinTheTimeGiven() throws IOException
    {
        final Tape tape = read("0,200,1", "100,110,1", "200,100,1", "210,105,1", "300,103,1");

        assertThat(tape.steepestFall(150)).isEqualTo(new Tape.Fall(0, 1, 100 * (1 - 110.0 / 200)));
        assertThat(tape.steepestFall(99).from()).isEqualTo(3);
        assertThat(tape.at(101)).isEqualTo(2);
        assertThat(tape.at(200)).isEqualTo(2);
        assertThat(tape.at(9_999)).isEqualTo(4);
    }

    @Test
    void shouldNameTheLineThatIsWrong()
    {
        assertThatThrownBy(() -> read("1,2")).isInstanceOf(CliException.class).hasMessage("tape.csv:2: 2 columns, not 3");
        assertThatThrownBy(() -> read("1,2,3", "x,2,3")).hasMessage("tape.csv:3: 'x' is no time in seconds");
        assertThatThrownBy(() -> read("1,NaN,3")).hasMessage("tape.csv:2: 'NaN' is no price");
        assertThatThrownBy(() -> read("1,0,3")).hasMessage("tape.csv:2: the price 0 is not above 0");
        assertThatThrownBy(() -> read("2,1,3", "1,1,3")).hasMessageContaining("tape.csv:3: the time 1 is before");
        assertThatThrownBy(() -> Tape.read(new ByteArrayInputStream(new byte[0]), "t")).hasMessageContaining("t:1: the header");
    }
}
