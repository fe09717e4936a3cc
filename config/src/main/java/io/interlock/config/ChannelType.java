package io.interlock.config;

/** What a notification channel speaks. The name in a file is the lower-case one. */
public enum ChannelType
{
    /** slf4j; there is always one. */
    LOG,
    /** The list and stream of the console; there is always one. */
    DASHBOARD,
    /** SMTP. */
    EMAIL,
    /** SMS through Twilio's REST API. */
    TWILIO,
    /** SMS or a topic through AWS SNS. */
    SNS,
    /** Telegram's Bot API. */
    TELEGRAM,
    /** JSON over HTTP, signed. */
    WEBHOOK,
    /** Slack's incoming webhooks, and what understands them. */
    SLACK,
    /** PagerDuty's Events API v2. */
    PAGERDUTY,
    /** Alertmanager's API v2. */
    ALERTMANAGER
}
