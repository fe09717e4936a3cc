package io.interlock.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.console.ConsoleException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest
{
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final String SALT = "0123456789abcdef".repeat(2);

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name()
    {
        file = directory.resolve("console-tokens.json");
    }

    private void write(final String text) throws IOException
    {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static String list(final String entries)
    {
        return "{\"version\":1,\"salt\":\"" + SALT + "\",\"tokens\":[" + entries + "]}";
    }

    private static String entry(final String name, final String role, final String hash)
    {
        return "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"sha256\":\"" + hash + "\"}";
    }

    private Map<String, String> made() throws IOException
    {
        final Map<String, String> tokens = new HashMap<>();
        for (final String line : Files.readAllLines(directory.resolve("console-tokens.txt")))
        {
            if (!line.startsWith("#"))
            {
                tokens.put(line.split(" ")[0], line.split(" ")[2]);
            }
        }
        return tokens;
    }

    private static Consumer<Principal> is(final String name, final Role role)
    {
        return principal ->
        {
            assertThat(principal.name()).isEqualTo(name);
            assertThat(principal.role()).isEqualTo(role);
        };
    }

    /** Else nobody could approve anything until somebody has made one by hand. */
    @Test
    void shouldMakeATokenForEachOfTwoAdminsWhereTwoPersonsAreNeeded() throws IOException
    {
        final Tokens tokens = Tokens.open(directory, true);
        final Map<String, String> clear = made();
        assertThat(clear).containsOnlyKeys("admin", "second-admin", "operator", "viewer", "reporter");
        assertThat(tokens.admins()).containsExactly("admin", "second-admin");
        final Principal first = tokens.find(clear.get("admin"));
        final Principal second = tokens.find(clear.get("second-admin"));
        assertThat(first.isSamePersonAs(second)).isFalse();
        assertThat(first.isSamePersonAs(tokens.find(clear.get("admin")))).isTrue();
        assertThat(first.toString()).doesNotContain(clear.get("admin"));
    }

    /** By name, role and hash: who was replaced under the same name is another token, and who lost a role is no admin. */
    @Test
    void shouldHoldATokenForAsLongAsItIsTheSame() throws IOException
    {
        final String one = entry("ann", "admin", "ab".repeat(32));
        write(list(one + ',' + entry("bob", "viewer", "cd".repeat(32))));
        final Tokens tokens = Tokens.open(directory);
        final Principal ann = new TokenSet.Entry("ann", Role.ADMIN, HexFormat.of().parseHex("ab".repeat(32))).principal();
        assertThat(tokens.holds(ann)).isTrue();
        for (final String changed : List.of(entry("ann", "admin", "ef".repeat(32)), entry("ann", "operator", "ab".repeat(32)),
            entry("anne", "admin", "ab".repeat(32))))
        {
            write(list(changed));
            assertThat(Tokens.open(directory).holds(ann)).as(changed).isFalse();
        }
    }

    @Test
    void shouldMakeOneTokenARoleAtTheFirstStartAlone() throws IOException
    {
        final Tokens first = Tokens.open(directory);

        assertThat(first.made()).contains(directory.resolve("console-tokens.txt"));
        final Map<String, String> tokens = made();
        assertThat(tokens).containsOnlyKeys("admin", "operator", "viewer", "reporter");
        assertThat(tokens.values()).doesNotHaveDuplicates().allSatisfy((token) -> assertThat(token).matches("ilk_[A-Za-z0-9_-]{43}"));
        for (final String name : List.of("console-tokens.txt", "console-tokens.json"))
        {
            assertThat(Files.getPosixFilePermissions(directory.resolve(name))).as(name)
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(tokens.values()).allSatisfy((token) -> assertThat(Files.readString(file)).doesNotContain(token));
        for (final Role role : Role.values())
        {
            final String name = role.name().toLowerCase(java.util.Locale.ROOT);
            assertThat(first.find(tokens.get(name))).satisfies(is(name, role));
        }
        final Tokens second = Tokens.open(directory);
        assertThat(second.made()).isEmpty();
        assertThat(second.find(tokens.get("admin"))).satisfies(is("admin", Role.ADMIN));
        try (var files = Files.list(directory))
        {
            assertThat(files).as("nothing half-written is left").hasSize(2);
        }
    }

    @Test
    void shouldKnowATokenByTheHashOfSaltAndToken() throws Exception
    {
        // As people make one: printf '%s:%s' SALT TOKEN | sha256sum
        final byte[] hash = MessageDigest.getInstance("SHA-256").digest((SALT + ":mine").getBytes(StandardCharsets.US_ASCII));
        write(list(entry("me", "viewer", HexFormat.of().formatHex(hash))));

        assertThat(Tokens.open(directory).find("mine")).satisfies(is("me", Role.VIEWER));
        assertThat(Tokens.open(directory).find("min")).isNull();
        assertThat(Tokens.open(directory).find("")).isNull();
    }

    /** Whichever entry fits, first, last or none: each is compared, in the JDK's constant time. */
    @Test
    void shouldFindTheSameWhereverItStands() throws IOException
    {
        final TokenSet.Entry[] entries = new TokenSet.Entry[TokenFile.MOST];
        for (int i = 0; i < entries.length; i++)
        {
            entries[i] = new TokenSet.Entry("t" + i, Role.VIEWER, TokenSet.hash(SALT, "token" + i));
        }
        write(new String(TokenFile.bytes(SALT, List.of(entries)), StandardCharsets.UTF_8));
        final Tokens tokens = Tokens.open(directory);
        for (int i = 0; i < entries.length; i++)
        {
            assertThat(tokens.find("token" + i).name()).isEqualTo("t" + i);
        }
        assertThat(tokens.find("token64")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwx------", "rw-r--r--", "rwxrwxrwx"})
    void shouldRefuseAFileThatIsOpenToOthers(final String permissions) throws IOException
    {
        Tokens.open(directory);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> Tokens.open(directory)).isInstanceOf(ConsoleException.class)
            .hasMessageContaining(file + " is open to others").hasMessageContaining("chmod 600 " + file);
    }

    @Test
    void shouldRefuseWhatIsNotAPlainFile() throws IOException
    {
        Tokens.open(directory);
        final Path elsewhere = Files.move(file, directory.resolve("elsewhere"));
        Files.createSymbolicLink(file, elsewhere);
        assertThatThrownBy(() -> Tokens.open(directory)).hasMessageContaining("is not a plain file");
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/zero"));
        assertThatThrownBy(() -> Tokens.open(directory)).hasMessageContaining("is not a plain file");
        Files.delete(file);
        Files.createSymbolicLink(file, directory.resolve("nowhere"));
        assertThatThrownBy(() -> Tokens.open(directory)).as("not taken for a first start").hasMessageContaining("is not a plain file");
        Files.delete(file);
        Files.createDirectory(file);
        assertThatThrownBy(() -> Tokens.open(directory)).hasMessageContaining("is not a plain file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "`` | is not a JSON object", "{ | is not JSON (line 1)", "[] | is not a JSON object", "{} | is not of version 1",
        "{\"version\":2} | is not of version 1", "{\"version\":\"1\"} | is not of version 1", "{\"version\":1,\"version\":1} | is not JSON",
        "{\"version\":1,\"wibble\":1} | has a key that is none of salt, tokens, version",
        "{\"version\":1,\"tokens\":[]} | has no list of 1 to 64",
        "{\"version\":1}{} | is not JSON", "{\"version\":1,\"tokens\":{}} | has no list of 1 to 64 tokens",
        "{\"version\":1,\"salt\":\"x\",\"tokens\":[1]} | has a salt that is not 32 to 128 hexadecimal digits"})
    void shouldSayWhatIsWrongWithTheFile(final String text, final String message) throws IOException
    {
        write(text);

        assertThatThrownBy(() -> Tokens.open(directory)).isInstanceOf(ConsoleException.class)
            .hasMessageStartingWith("the token file " + file + " " + message);
    }

    @Test
    void shouldSayWhatIsWrongWithAToken() throws IOException
    {
        final Map<String, String> bad = new HashMap<>(Map.of(
            entry("a b", "admin", HASH), "has a name that is not",
            entry("a", "root", HASH), "role is none of reporter, viewer, operator, admin", entry("a", "ADMIN", HASH), "role is none of",
            entry("a", "admin", HASH.substring(1)), "sha256 that is not 64 hexadecimal digits",
            entry("a", "admin", "ilk_" + "s".repeat(43)), "sha256 that is not 64", "1", "has a name that is not", "{\"token\":\"x\"}",
            "has a key that is none of name, role, sha256"));
        bad.put(entry("a", "admin", HASH) + "," + entry("a", "viewer", HASH.replace('0', '1')), "has the token a twice");
        bad.put(entry("a", "admin", HASH) + "," + entry("b", "viewer", HASH), "has the token b twice");
        bad.put((entry("a", "admin", HASH) + ",").repeat(64) + entry("a", "admin", HASH), "has no list of 1 to 64");
        for (final Map.Entry<String, String> one : bad.entrySet())
        {
            write(list(one.getKey()));
            assertThatThrownBy(() -> Tokens.open(directory)).as(one.getKey()).isInstanceOf(ConsoleException.class)
                .hasMessageContaining(one.getValue()).hasMessageNotContaining("ilk_");
        }
    }

    @Test
    void shouldEndOnAHostileFile() throws IOException
    {
        write("{\"version\":1,\"tokens\":" + "[".repeat(60_000));
        assertThatThrownBy(() -> Tokens.open(directory)).hasMessageContaining("is not JSON");
        write("x".repeat(70_000));
        assertThatThrownBy(() -> Tokens.open(directory)).hasMessageContaining("is longer than 65536 bytes");
        Files.write(file, new byte[]{(byte)0xC0, (byte)0xAF});
        assertThatThrownBy(() -> Tokens.open(directory)).hasMessageContaining("is not UTF-8 text");
    }

    @Test
    void shouldKeepWhatWasValidWhereAChangeIsWrong() throws IOException
    {
        final Tokens tokens = Tokens.open(directory);
        final String admin = made().get("admin");
        final String good = Files.readString(file);

        Files.writeString(file, "{ \"broken\": ");
        tokens.refresh();
        assertThat(tokens.find(admin)).isNotNull();

        write(list(entry("intruder", "admin", HexFormat.of().formatHex(TokenSet.hash(SALT, "evil")))));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        tokens.refresh();
        assertThat(tokens.find("evil")).as("a file that others may write lets nobody in").isNull();
        assertThat(tokens.find(admin)).isNotNull();

        Files.delete(file);
        tokens.refresh();
        assertThat(tokens.find(admin)).as("a file that is gone lets nobody in").isNull();

        write(good);
        tokens.refresh();
        assertThat(tokens.find(admin)).isNotNull();
    }

    @Test
    void shouldMakeBothFilesAnewWhereAStartWasCutOffBetweenThem() throws IOException
    {
        Tokens.open(directory);
        final String before = made().get("admin");
        Files.delete(file);

        final Tokens again = Tokens.open(directory);

        assertThat(again.made()).isPresent();
        assertThat(again.find(made().get("admin"))).isNotNull();
        assertThat(again.find(before)).isNull();
    }
}
