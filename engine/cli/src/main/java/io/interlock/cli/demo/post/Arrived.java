package io.interlock.cli.demo.post;

/**
 * A message that arrived. Immutable.
 *
 * @param receiver {@code mail} or {@code webhook}.
 * @param content  all of it, as it came.
 * @param title    the mail's subject, or the title in the body.
 * @param atNs     when all of it was there, by System.nanoTime().
 * @param genuine  a webhook's signature fits; true for a mail.
 */
public record Arrived(String receiver, String content, String title, long atNs, boolean genuine)
{
    /**
     * Whether it is the message of an id.
     *
     * @param id of a notification.
     * @return whether its content names it.
     */
    public boolean isOf(final String id)
    {
        return content.contains(id);
    }
}
