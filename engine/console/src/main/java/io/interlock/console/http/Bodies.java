package io.interlock.console.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges and reads bodies: JSON objects, bounded in size and depth, with each key once. Threading: stateless. */
final class Bodies
{
    /** Bytes. */
    static final int LONGEST = 65_536;
    private static final int DEEPEST = 16;
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Set<String> JSON_TYPES = Set.of("application/json", "application/json;charset=utf-8");
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(64).build()).build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Bodies()
    {
    }

    /** Whether a body follows. One whose end can be understood in two ways is refused, whatever the method. */
    static boolean follows(final RequestHead head)
    {
        final String length = head.header("content-length");
        final String coding = head.header("transfer-encoding");
        if (coding != null && (length != null || !"chunked".equalsIgnoreCase(coding)))
        {
            throw Refusal.form(400, "bad-length", "A body has either a Content-Length or the Transfer-Encoding chunked.");
        }
        if (length != null && !LENGTH.matcher(length).matches())
        {
            throw Refusal.form(400, "bad-length", "The header Content-Length is not a number.");
        }
        final String expect = head.header("expect");
        if (expect != null && !"100-continue".equalsIgnoreCase(expect))
        {
            throw Refusal.form(417, "bad-expectation", "The only expectation that is met is 100-continue.");
        }
        final boolean follows = coding != null || length != null && Long.parseLong(length) > 0;
        if (follows && "GET".equals(head.method()))
        {
            throw Refusal.form(400, "no-body", "A GET has no body.");
        }
        if (length != null && Long.parseLong(length) > LONGEST)
        {
            throw tooLong();
        }
        return follows;
    }

    /** Looks at what a body that follows says of itself. */
    static void type(final RequestHead head)
    {
        final String type = head.header("content-type");
        // Spaces and quotes are for show; a form or text/plain is what a page of others can send unasked.
        if (type == null || !JSON_TYPES.contains(type.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "")))
        {
            throw Refusal.form(415, "not-json", "A body is JSON in UTF-8: send Content-Type: application/json.");
        }
        if (head.headers().containsKey("content-encoding"))
        {
            throw Refusal.form(415, "encoded-body", "A body is sent as it is, without a Content-Encoding.");
        }
    }

    static Refusal tooLong()
    {
        return Refusal.form(413, "body-too-long", "A body may be " + LONGEST + " bytes long. Send a batch in several requests.");
    }

    /** The object, or null where nothing was sent. */
    static JsonNode read(final byte[] bytes)
    {
        if (bytes.length == 0)
        {
            return null;
        }
        try
        {
            final JsonNode node = JSON.readTree(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
            if (node instanceof ObjectNode)
            {
                return node;
            }
            throw Refusal.form(400, "not-an-object", "A body is one JSON object: { \"key\": value }.");
        }
        catch (final CharacterCodingException binary)
        {
            throw Refusal.form(400, "bad-json", "The body is not UTF-8.");
        }
        catch (final JsonProcessingException malformed)
        {
            final String place = malformed.getLocation() == null ? "" : " near line " + malformed.getLocation().getLineNr() + ", column "
                + malformed.getLocation().getColumnNr();
            throw Refusal.form(400, "bad-json",
                "The body is not a JSON object with each key once and at most " + DEEPEST + " levels" + place + ".");
        }
    }
}
