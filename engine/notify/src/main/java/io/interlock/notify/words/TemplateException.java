package io.interlock.notify.words;

import java.util.List;

/** Templates that cannot be used. The text names each as {@code FILE:LINE: what is wrong}, one a line. */
public final class TemplateException extends Exception
{
    private static final long serialVersionUID = 1;

    private final transient List<String> errors;

    TemplateException(final List<String> errors)
    {
        super(String.join("\n", errors));
        this.errors = List.copyOf(errors);
    }

    /**
     * What is wrong.
     *
     * @return one text for each error, never empty.
     */
    public List<String> errors()
    {
        return errors;
    }
}
