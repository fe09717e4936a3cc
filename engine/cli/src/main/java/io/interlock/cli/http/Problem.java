package io.interlock.cli.http;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import io.interlock.core.text.CleanText;

/**
 * A problem of RFC 9457 as the end of a command.
 *
 * <p>Threading: stateless.
 *
 * @param url    who answered.
 * @param answer no success.
 */
record Problem(String url, ApiAnswer answer)
{
    private static final int LONGEST = 2_000;

    /** The words are the console's; the exit code is what scripts decide by. */
    CliException end()
    {
        return new CliException(exitCode(), words());
    }

    private int exitCode()
    {
        return switch (answer.status())
        {
            case 401, 403, 429 -> ExitCode.NOT_AUTHORISED;
            // The engine refuses, or there is nothing of that name.
            case 404, 409, 410, 500 -> ExitCode.FAILED;
            case 503, 504 -> ExitCode.UNREACHABLE;
            default -> answer.status() < 500 ? ExitCode.BAD_INPUT : ExitCode.UNREACHABLE;
        };
    }

    private String words()
    {
        final String detail = answer.text("detail");
        final String title = answer.text("title");
        final String said = detail.isEmpty() ? title : detail;
        if (said.isEmpty())
        {
            return url + " answered HTTP " + answer.status() + " without a word";
        }
        final String what = switch (answer.status())
        {
            case 401, 403, 429 -> "not authorised: ";
            case 404, 409, 410 -> "refused: ";
            default -> "";
        };
        final String id = answer.text("id");
        return CleanText.line(what + said + (id.isEmpty() ? "" : " (id " + id + ")"), LONGEST);
    }
}
