package io.interlock.core.testing.evidence;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * A small change of production code that breaks a promise: where, the text before and the text after.
 *
 * <p>Threading: immutable.
 *
 * @param name   in capitals.
 * @param what   is broken, for people.
 * @param file   from the root of the repository.
 * @param before lines that are there once, without regard to their indentation.
 * @param after  what stands in their place.
 */
record Mutation(String name, String what, String file, List<String> before, List<String> after)
{
    /**
     * If the code has moved on.
     *
     * @param source of the file.
     * @return why it cannot be applied, or null.
     */
    String obstacle(final String source)
    {
        final long times = pattern().matcher(source).results().count();
        return times == 1 ? null : name + ": the text before is found " + times + " times in " + file
            + ", not once: adapt it to the code, then run .ci/mutations " + name;
    }

    /**
     * Breaks it.
     *
     * @param source of the file, to which it applies.
     * @return the broken one.
     */
    String applied(final String source)
    {
        return pattern().matcher(source).replaceFirst(Matcher.quoteReplacement(String.join("\n", after)));
    }

    private Pattern pattern()
    {
        return Pattern.compile(before.stream().map(String::strip).map(Pattern::quote).collect(Collectors.joining("\\s+")));
    }

    /**
     * Tells this change from another under the same name.
     *
     * @return eight hexadecimal digits.
     */
    String fingerprint()
    {
        final CRC32C sum = new CRC32C();
        sum.update((file + '\n' + String.join("\n", before) + "\n=>\n" + String.join("\n", after)).getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", sum.getValue());
    }
}
