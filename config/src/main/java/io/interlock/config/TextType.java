package io.interlock.config;

import java.util.regex.Pattern;

/**
 * A text of one line in a certain form. Stateless.
 *
 * @param what    what it is called in messages, with its article: "an e-mail address".
 * @param form    what it must match as a whole.
 * @param longest in characters.
 * @param allowed what is allowed, for messages and for the reference.
 */
record TextType(String what, Pattern form, int longest, String allowed) implements ValueType<String>
{
    private static final String ADDRESS = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*";
    private static final String NAME = "[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*";
    private static final String IPV6 = "\\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]";

    private static TextType of(final String what, final String form, final int longest, final String allowed)
    {
        return new TextType(what, Pattern.compile(form), longest, allowed);
    }

    /** Any text of one line. */
    static TextType line()
    {
        return of("a text", ".+", 200, "a text of one line, at most 200 characters");
    }

    /** A host by its name or address. */
    static TextType host()
    {
        return of("a host", NAME + "\\.?|" + IPV6, 253, "the name of a host or its address, without scheme, port or spaces");
    }

    /** An e-mail address without a name beside it. */
    static TextType mail()
    {
        return of("an e-mail address", ADDRESS + "@(" + NAME + ")", 254, "an e-mail address such as desk@example.com");
    }

    /** A telephone number. */
    static TextType phone()
    {
        return of("a telephone number", "\\+[1-9][0-9]{5,14}", 16, "a telephone number with its country, such as +4915112345678");
    }

    /** Where Telegram sends to. */
    static TextType chat()
    {
        return of("a chat", "-?[0-9]{1,20}|@[A-Za-z0-9_]{1,64}", 65, "a chat's number such as -1001234567890, or a channel's @name");
    }

    /** An identifier that becomes part of an address. */
    static TextType word(final String what)
    {
        return of(what, "[A-Za-z0-9_-]+", 64, "1 to 64 letters, digits, '_' or '-'");
    }

    /** A topic of SNS. */
    static TextType arn()
    {
        return of("a topic's ARN", "arn:[A-Za-z0-9:._*/-]+", 256, "a topic's ARN such as arn:aws:sns:eu-central-1:123456789012:desk");
    }

    @Override
    public String read(final String text) throws BadValueException
    {
        if (text.chars().anyMatch(Character::isISOControl))
        {
            throw new BadValueException("'" + text + "' has a control character");
        }
        if (text.length() > longest)
        {
            throw new BadValueException("'" + text + "' is " + text.length() + " characters long");
        }
        if (!form.matcher(text).matches())
        {
            throw new BadValueException("'" + text + "' is not " + what);
        }
        return text;
    }

    @Override
    public String write(final String value)
    {
        return value;
    }
}
