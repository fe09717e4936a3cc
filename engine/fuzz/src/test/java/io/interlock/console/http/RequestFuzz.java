package io.interlock.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a peer sends, by the byte that comes first: a path, a query or a body is read in one way or refused by a status, and never another
 * exception; and whatever an event of the stream holds, a client reads one event.
 */
class RequestFuzz
{
    private static final int PARTS = 4;

    @FuzzTest(maxDuration = "10m")
    void shouldReadOrRefuseAnything(final byte[] bytes)
    {
        if (bytes.length == 0)
        {
            return;
        }
        final byte[] rest = Arrays.copyOfRange(bytes, 1, bytes.length);
        try
        {
            switch (Math.floorMod(bytes[0], PARTS))
            {
                case 0 -> path(new String(rest, StandardCharsets.ISO_8859_1));
                case 1 -> query(new String(rest, StandardCharsets.ISO_8859_1));
                case 2 -> body(rest);
                default -> event(rest);
            }
        }
        catch (final Refusal refused)
        {
            assertThat(refused.status()).isIn(400, 414);
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static void path(final String target)
    {
        final List<String> parts = Targets.path(target);
        assertThat(parts).allSatisfy(part -> assertThat(part).isNotEmpty().isNotIn(".", "..").doesNotContain("/", "\\", "%"));
        final String again = '/' + parts.stream().map(RequestFuzz::encoded).collect(Collectors.joining("/"));
        if (again.length() <= Targets.LONGEST_PATH)
        {
            assertThat(Targets.path(again)).isEqualTo(parts);
        }
    }

    private static void query(final String query)
    {
        final Map<String, String> values = Targets.query(query);
        final String again = values.entrySet().stream().map(each -> encoded(each.getKey()) + '=' + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
        if (again.length() <= Targets.LONGEST_QUERY)
        {
            assertThat(Targets.query(again)).isEqualTo(values);
        }
    }

    /** Every byte in hexadecimal. */
    private static String encoded(final String text)
    {
        return HexFormat.ofDelimiter("%").withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8)).transform(
            hex -> hex.isEmpty() ? hex : '%' + hex);
    }

    private static void body(final byte[] bytes)
    {
        final JsonNode read = Bodies.read(bytes);
        assertThat(read == null).isEqualTo(bytes.length == 0);
        if (read != null)
        {
            assertThat(read.isObject()).isTrue();
            assertThat(Bodies.read(read.toString().getBytes(StandardCharsets.UTF_8)).size()).isEqualTo(read.size());
        }
    }

    private static void event(final byte[] data)
    {
        final String sent = new String(StreamEvent.of("status", data.length, data).bytes(), StandardCharsets.ISO_8859_1);
        final List<String> said = new ArrayList<>();
        int blanks = 0;
        for (final String line : sent.split("\r\n|\r|\n", -1))
        {
            assertThat(line.isEmpty() || line.startsWith("data: ") || line.equals("event: status") || line.equals("id: " + data.length))
                .as("line %s", line).isTrue();
            blanks += line.isEmpty() ? 1 : 0;
            if (line.startsWith("data: "))
            {
                said.add(line.substring("data: ".length()));
            }
        }
        assertThat(blanks).as("only the end is a blank line, and what is behind it").isEqualTo(2);
        assertThat(said).containsExactly(new String(data, StandardCharsets.ISO_8859_1).split("\r\n|\r|\n", -1));
    }
}
