package io.interlock.console.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.interlock.console.ConsoleException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code console-tokens.json}: what {@link TokenSet} holds, for people to add to and to take from. Threading: stateless. */
final class TokenFile
{
    static final String NAME = "console-tokens.json";
    static final int VERSION = 1;
    static final int MOST = 64;

    private static final int LONGEST = 65_536;
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern SALT = Pattern.compile("[0-9a-f]{32,128}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).build()).build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private TokenFile()
    {
    }

    /** Reads it. Throws a {@link ConsoleException}, which quotes nothing of it but names. */
    static TokenSet read(final Path file)
    {
        final byte[] bytes = PrivateFile.read(file, "token file", LONGEST);
        try
        {
            final String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return tokens(file, JSON.readTree(text));
        }
        catch (final CharacterCodingException binary)
        {
            throw wrong(file, "is not UTF-8 text");
        }
        catch (final JsonProcessingException malformed)
        {
            // Its message may quote what stands there, and that may be a token put in the wrong place.
            final int line = malformed.getLocation() == null ? 0 : malformed.getLocation().getLineNr();
            throw wrong(file, "is not JSON (line " + line + ")");
        }
    }

    private static TokenSet tokens(final Path file, final JsonNode root)
    {
        if (!(root instanceof ObjectNode))
        {
            throw wrong(file, "is not a JSON object");
        }
        only(file, root, Set.of("version", "salt", "tokens"));
        if (!root.path("version").isInt() || root.path("version").asInt() != VERSION)
        {
            throw wrong(file, "is not of version " + VERSION);
        }
        if (!(root.path("tokens") instanceof ArrayNode list) || list.isEmpty() || list.size() > MOST)
        {
            throw wrong(file, "has no list of 1 to " + MOST + " tokens");
        }
        final String salt = text(file, root, "salt", SALT, "32 to 128 hexadecimal digits");
        final List<TokenSet.Entry> entries = new ArrayList<>();
        final Set<String> seen = new HashSet<>();
        for (final JsonNode node : list)
        {
            only(file, node, Set.of("name", "role", "sha256"));
            final String name = text(file, node, "name", NAMES, "1 to 64 letters, digits, '.', '_' or '-'");
            final String hash = text(file, node, "sha256", HASH, "64 hexadecimal digits");
            if (!seen.add(name) || !seen.add("sha256:" + hash))
            {
                throw wrong(file, "has the token " + name + " twice");
            }
            entries.add(new TokenSet.Entry(name, role(file, node), HexFormat.of().parseHex(hash)));
        }
        return new TokenSet(salt, entries);
    }

    private static Role role(final Path file, final JsonNode node)
    {
        for (final Role role : Role.values())
        {
            if (word(role).equals(node.path("role").asText()))
            {
                return role;
            }
        }
        throw wrong(file, "has a token whose role is none of reporter, viewer, operator, admin");
    }

    private static String text(final Path file, final JsonNode node, final String key, final Pattern form, final String allowed)
    {
        if (!node.path(key).isTextual() || !form.matcher(node.path(key).asText()).matches())
        {
            throw wrong(file, "has a " + key + " that is not " + allowed);
        }
        return node.path(key).asText();
    }

    private static void only(final Path file, final JsonNode node, final Set<String> known)
    {
        for (final Iterator<String> names = node.fieldNames(); names.hasNext();)
        {
            if (!known.contains(names.next()))
            {
                throw wrong(file, "has a key that is none of " + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    private static ConsoleException wrong(final Path file, final String what)
    {
        return new ConsoleException("the token file " + file + " " + what
            + ". Correct it, or delete it: the next start makes a new one with new tokens");
    }

    /** The bytes that {@link #read} makes the same of. */
    static byte[] bytes(final String salt, final List<TokenSet.Entry> entries)
    {
        final ObjectNode root = JSON.createObjectNode().put("version", VERSION).put("salt", salt);
        final ArrayNode list = root.putArray("tokens");
        for (final TokenSet.Entry entry : entries)
        {
            list.addObject().put("name", entry.name()).put("role", word(entry.role()))
                .put("sha256", HexFormat.of().formatHex(entry.hash()));
        }
        return (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static String word(final Role role)
    {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
