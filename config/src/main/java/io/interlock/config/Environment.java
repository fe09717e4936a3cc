package io.interlock.config;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Fills {@code ${NAME}} and {@code ${NAME:-default}} into values. What is filled in is not looked at again. Stateless. */
final class Environment
{
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String OPEN = "${";
    /** Where nothing is filled in, since an answer would tell the value: only defaults hold. */
    static final UnaryOperator<String> NONE = (variable) -> null;

    // There is no such variable, so its default holds: the sign that opens a reference.
    private static final String OPEN_ITSELF = "${INTERLOCK_ITSELF:-${}";

    private Environment()
    {
    }

    /** Whether a variable can be called that. */
    static boolean isName(final String name)
    {
        return NAME.matcher(name).matches();
    }

    /** What {@link #fill} gives the text of, whatever stands in it. */
    static String literal(final String text)
    {
        return text.replace(OPEN, OPEN_ITSELF);
    }

    /** What to do where a variable is missing. */
    static String advice(final UnaryOperator<String> variables)
    {
        return variables == NONE ? "write the value, or give a default: ${NAME:-value}" : "set it, or give a default: ${NAME:-value}";
    }

    /** Whether something is filled into a text. */
    static boolean refers(final String text)
    {
        return text.contains(OPEN);
    }

    /** Why a text cannot be filled, without a word of it but a variable's name; null where it can. Without variables its form alone. */
    static String fault(final String text, final UnaryOperator<String> variables)
    {
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, text.indexOf('}', open) + 1))
        {
            final int close = text.indexOf('}', open);
            final String reference = close < 0 ? "" : text.substring(open + 2, close);
            final int separator = reference.indexOf(":-");
            final String name = separator < 0 ? reference : reference.substring(0, separator);
            if (!NAME.matcher(name).matches())
            {
                return "has ${ without }, or what stands between them does not name an environment variable";
            }
            if (variables != null && separator < 0 && variables.apply(name) == null)
            {
                return "the environment variable " + name + " is not set";
            }
        }
        return null;
    }

    static String fill(final String text, final UnaryOperator<String> variables) throws BadValueException
    {
        int open = text.indexOf(OPEN);
        if (open < 0)
        {
            return text;
        }
        final StringBuilder filled = new StringBuilder();
        int from = 0;
        while (open >= 0)
        {
            final int close = text.indexOf('}', open);
            if (close < 0)
            {
                throw new BadValueException("'" + text + "' has ${ without }");
            }
            filled.append(text, from, open).append(variable(text.substring(open + 2, close), variables));
            from = close + 1;
            open = text.indexOf(OPEN, from);
        }
        return filled.append(text, from, text.length()).toString();
    }

    private static String variable(final String reference, final UnaryOperator<String> variables) throws BadValueException
    {
        final int separator = reference.indexOf(":-");
        final String name = separator < 0 ? reference : reference.substring(0, separator);
        if (!NAME.matcher(name).matches())
        {
            throw new BadValueException("'${" + reference + "}' does not name an environment variable");
        }
        final String value = variables.apply(name);
        if (separator >= 0)
        {
            // As in a shell: the default also stands in for an empty variable.
            return value == null || value.isEmpty() ? reference.substring(separator + 2) : value;
        }
        if (value == null)
        {
            throw new BadValueException(variables == NONE ? "no environment variable is filled in here, and so " + name + " is not"
                : "the environment variable " + name + " is not set");
        }
        return value;
    }
}
