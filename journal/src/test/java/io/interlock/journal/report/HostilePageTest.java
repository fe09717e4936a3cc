package io.interlock.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.interlock.core.machine.InputEvent;
import io.interlock.core.machine.InputKind;
import io.interlock.core.model.Cause;
import io.interlock.core.model.Level;
import io.interlock.core.port.ActionEvent;
import io.interlock.journal.MemoryJournal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Whatever somebody writes into a scope, a reason or an answer: on the page it is text. */
class HostilePageTest
{
    private static final List<String> HOSTILE = List.of(
        "<script>alert(1)</script>", "</title></style></svg><h1>forged</h1>", "\"><img src=x onerror=alert(1)>", "' onload='x",
        "&lt;b&gt;&#0;", "-->]]></desc>", "red \u001b[31m\u0007\u0000\u007f", "\u202Edrawkcab\u2066\u200F",
        "line\u2028break\r\n\tend", "lone \uD800 and \uDC00", "\uFEFF\uE000\uFFFF", "javascript:alert(1)",
        "https://evil.example/?q=1", "url(//evil.example)", "عربى نص", "\uD83D\uDED1 stop");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z0-9]+)((?:[^\"<>]|\"[^\"<>]*\")*)>");
    private static final List<String> OURS = List.of(
        "html", "head", "meta", "title", "style", "body", "main", "header", "p", "span", "time", "section", "h1", "h2", "h3", "div", "b",
        "i", "dl", "dt", "dd", "ol", "ul", "li", "svg", "desc", "path", "text", "rect", "g", "table", "thead", "tbody", "tr", "th", "td",
        "bdi", "code", "details", "summary", "pre", "footer", "br");
    private static final List<String> EMPTY = List.of("meta", "br");
    private static final int MOST_BYTES = 5_000_000;

    private static String pageOf(final List<String> texts) throws IOException
    {
        final LivelyJournal lively = new LivelyJournal().boot(1, "08:00:00");
        for (final String text : texts)
        {
            lively.level("08:01:00", text, Level.CLOSED, Level.SHUTDOWN, LivelyJournal.why(Cause.SLIPPAGE, 4_000_000L, 3_000_000L))
                .action(text, text, ActionEvent.Stage.FAILED, 2, 5, text)
                .action("flatten" + text, text, ActionEvent.Stage.STARTED, 1, 5, text)
                .command("08:02:00", text, text, text, text, false)
                .command("08:02:00", "KILL", text, text, text, true)
                .vital(text, Level.SHUTDOWN, true)
                .issue(text, text, 1, 2, text)
                .notice(text, text)
                .recovered(text)
                .gap(text);
        }
        final ReportData data = new ReportData(
            new ReportData.About(texts.get(0), "interlock", LivelyJournal.START_MS, texts.get(0)), ReportRange.ALL);
        JournalFeed.read(lively.journal.source(), null, data, frames ->
        {
        });
        final InputFeed feed = new InputFeed(data);
        for (final String text : texts)
        {
            feed.input(text, new InputEvent().plain(InputKind.ORDER_FAILURE, 1), LivelyJournal.at("08:01:30"));
            feed.gap(0, 1, text);
        }
        final List<WhatIfView.Scope> scopes = texts.stream().map(text -> new WhatIfView.Scope(
            text, List.of(new WhatIfView.Band(data.startMs(), data.endMs(), Level.HALT)), List.of())).toList();
        return ReportPageTest.page(data, new WhatIfView(texts.get(0), scopes, texts, texts));
    }

    /** Each tag is one of ours, and all are closed in their order: then no text has become markup. */
    private static void assertIsOurs(final String page)
    {
        final ArrayDeque<String> open = new ArrayDeque<>();
        final String body = page.replaceFirst("(?s)<style>.*?</style>", "<style></style>").replaceFirst("<!DOCTYPE html>", "");
        final Matcher tags = TAG.matcher(body);
        int end = 0;
        while (tags.find())
        {
            assertThat(body.substring(end, tags.start())).doesNotContain("<").doesNotContain(">");
            end = tags.end();
            final String name = tags.group(2);
            assertThat(OURS).contains(name);
            assertThat(tags.group(3)).doesNotContainPattern("(?i)\\s(on[a-z]+|src|href)\\s*=");
            if (!tags.group(1).isEmpty())
            {
                assertThat(open.pop()).isEqualTo(name);
            }
            else if (!EMPTY.contains(name) && !tags.group(3).endsWith("/"))
            {
                open.push(name);
            }
        }
        assertThat(open).isEmpty();
        assertThat(body.codePoints().filter(c -> c != '\n')).allMatch(c -> switch (Character.getType(c))
        {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.LINE_SEPARATOR -> false;
            default -> true;
        });
    }

    @Test
    void shouldKeepHostileTextText() throws IOException
    {
        final String page = pageOf(HOSTILE);
        assertIsOurs(page);
        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;", "\\u202edrawkcab", "\\u001b[31m", "\\ud800", "عربى نص")
            .doesNotContain("<script", "\u202E");
    }

    @Test
    void shouldKeepRandomTextText() throws IOException
    {
        final long seed = 7_411L;
        final Random random = new Random(seed);
        final List<String> texts = Stream.generate(() ->
        {
            final StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40) + 1; i > 0; i--)
            {
                text.append((char)(random.nextBoolean() ? "<>&\"'/= \n".charAt(random.nextInt(9)) : random.nextInt(0x10000)));
            }
            return text.toString();
        }).limit(60).toList();
        final String page = pageOf(texts);
        try
        {
            assertIsOurs(page);
        }
        catch (final AssertionError wrong)
        {
            throw new AssertionError("seed " + seed, wrong);
        }
    }

    /** Whatever the bytes are: a page, and markup of ours alone. */
    @Test
    void shouldSurviveAnyBytes() throws IOException
    {
        final long seed = 815L;
        final Random random = new Random(seed);
        for (int round = 0; round < 30; round++)
        {
            final List<byte[]> frames = new ArrayList<>(LivelyJournal.morning().journal.frames);
            for (int i = random.nextInt(8) + 1; i > 0; i--)
            {
                frames.set(random.nextInt(frames.size()), broken(frames.get(random.nextInt(frames.size())).clone(), random));
            }
            final ReportData data = new ReportData(new ReportData.About("data", "interlock", 0, ""), ReportRange.ALL);
            JournalFeed.read(MemoryJournal.source(frames), null, data, read ->
            {
            });
            assertThat(data.isWhole()).as("seed %d, round %d", seed, round).isFalse();
            assertIsOurs(ReportPageTest.page(data, null));
        }
    }

    /** Every second time with a checksum that fits. */
    private static byte[] broken(final byte[] bytes, final Random random)
    {
        for (int i = random.nextInt(20) + 1; i > 0; i--)
        {
            bytes[random.nextInt(bytes.length)] = (byte)random.nextInt(256);
        }
        if (random.nextBoolean())
        {
            final CRC32C crc = new CRC32C();
            crc.update(bytes, 0, bytes.length - 4);
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 4, (int)crc.getValue());
        }
        return bytes;
    }

    @Test
    void shouldStaySmallWithHugeTexts() throws IOException
    {
        final List<String> texts = new ArrayList<>();
        for (int i = 0; i < 400; i++)
        {
            texts.add(i + "<\"".repeat(500));
        }
        final String page = pageOf(texts);
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(MOST_BYTES);
        assertThat(page).contains("more characters)", "more in between");
        assertIsOurs(page);
    }
}
