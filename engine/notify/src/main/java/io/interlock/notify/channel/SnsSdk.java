package io.interlock.notify.channel;

import io.interlock.config.ChannelConfig;
import io.interlock.notify.DeliveryException;
import io.interlock.notify.Redaction;
import io.interlock.notify.http.AddressGuard;
import io.interlock.notify.http.HttpSender;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * The official SDK behind {@link SnsPort}: the only class that knows it. Its own retries are off, since delivery retries, journals each
 * attempt and keeps a deadline.
 *
 * <p>Threading: any thread. Owns the client, its connections and the credentials' provider.
 */
final class SnsSdk implements SnsPort
{
    /** Beyond the SDK's own timeout, so that its words come first. */
    private static final Duration GRACE = Duration.ofMillis(200);

    private final ChannelConfig config;
    private final AddressGuard guard;
    /** The SDK looks names up on the thread that asks. */
    private final Detached calls;
    private final SdkHttpClient http;
    private final SnsClient client;
    private final DefaultCredentialsProvider chain;

    private SnsSdk(
        final ChannelConfig config, final SdkHttpClient http, final SnsClient client, final DefaultCredentialsProvider chain)
    {
        this.config = config;
        guard = new AddressGuard(config.is("allow-private"), List.of());
        calls = new Detached("interlock-sns-" + config.name(), "calls of SNS");
        this.http = http;
        this.client = client;
        this.chain = chain;
    }

    /**
     * Makes the client; connects to nothing.
     *
     * @param config of type SNS.
     * @return to be closed.
     * @throws IllegalArgumentException when {@code url} is no address or not allowed.
     */
    static SnsPort open(final ChannelConfig config)
    {
        final URI endpoint = endpoint(config);
        final Duration timeout = Duration.ofNanos(config.route().timeoutNs());
        final SdkHttpClient http =
            UrlConnectionHttpClient.builder().connectionTimeout(timeout).socketTimeout(timeout).build();
        final DefaultCredentialsProvider chain =
            config.secret("access-key-id") == null ? DefaultCredentialsProvider.builder().build() : null;
        final SnsClientBuilder builder = SnsClient.builder().region(Region.of(config.text("region"))).httpClient(http)
            .credentialsProvider(chain == null ? fromSecrets(config) : () -> known(chain))
            .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()));
        if (endpoint != null)
        {
            builder.endpointOverride(endpoint);
        }
        return new SnsSdk(config, http, builder.build(), chain);
    }

    /**
     * One that goes the whole way but the last step, and tells nobody: the classes that the first message needs are loaded then.
     *
     * @param config of type SNS; its address and its secrets are not looked at.
     * @return to be closed.
     */
    static SnsPort rehearsal(final ChannelConfig config)
    {
        // Also the client of the real one is made, and thrown away.
        UrlConnectionHttpClient.builder().build().close();
        final SdkHttpClient nobody = new CannedAws();
        final SnsClient client = SnsClient.builder().region(Region.of(config.text("region"))).httpClient(nobody)
            .credentialsProvider(() -> AwsBasicCredentials.create("rehearsal", "rehearsal"))
            .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())).build();
        final ChannelConfig bare = new ChannelConfig(config.name(), config.type(), config.route(),
            Map.of("region", config.list("region")), Map.of(), config.place());
        return new SnsSdk(bare, nobody, client, DefaultCredentialsProvider.builder().build());
    }

    private static URI endpoint(final ChannelConfig config)
    {
        final String url = config.text("url");
        if (url.isEmpty())
        {
            return null;
        }
        final String where = "channel " + config.name() + " (" + config.place() + "): url: ";
        final URI uri;
        try
        {
            uri = URI.create(url);
        }
        catch (final IllegalArgumentException unreadable)
        {
            throw new IllegalArgumentException(where + "cannot be read as an address; write https://HOST");
        }
        final boolean plain = "http".equalsIgnoreCase(uri.getScheme()) && config.is("allow-private") && isAddress(uri.getHost());
        if (uri.getHost() == null || uri.getRawUserInfo() != null || !plain && !"https".equalsIgnoreCase(uri.getScheme()))
        {
            throw new IllegalArgumentException(
                where + "is not of the form https://HOST, or http://ADDRESS (an IP address, no name) with allow-private: yes");
        }
        return uri;
    }

    /** What looks like one and is none is refused by the guard, as a name that ends in a number. */
    private static boolean isAddress(final String host)
    {
        return host != null && host.matches("[0-9.]+|\\[.*]");
    }

    /** Read anew for each request: a file that was replaced holds at once. */
    private static AwsCredentialsProvider fromSecrets(final ChannelConfig config)
    {
        return () ->
        {
            try
            {
                final Credentials secrets = new Credentials(config);
                return AwsBasicCredentials.create(secrets.reveal("access-key-id"), secrets.reveal("secret-access-key"));
            }
            catch (final DeliveryException missing)
            {
                throw SdkClientException.create(missing.getMessage());
            }
        };
    }

    /** What the SDK found by itself is no more for a log than what was configured. */
    private static AwsCredentials known(final DefaultCredentialsProvider chain)
    {
        final AwsCredentials found = chain.resolveCredentials();
        Redaction.register(found.accessKeyId());
        Redaction.register(found.secretAccessKey());
        if (found instanceof AwsSessionCredentials session)
        {
            Redaction.register(session.sessionToken());
        }
        return found;
    }

    @Override
    public String publish(final String target, final Message message, final Duration timeout)
        throws DeliveryException, InterruptedException
    {
        final boolean topic = target.startsWith("arn:");
        final Map<String, MessageAttributeValue> attributes = new HashMap<>();
        attributes.put("AWS.SNS.SMS.SMSType", text("Transactional"));
        if (topic)
        {
            attributes.put("interlock-id", text(message.id()));
        }
        final PublishRequest.Builder request = PublishRequest.builder().message(message.text()).messageAttributes(attributes)
            .overrideConfiguration(override -> override.apiCallTimeout(timeout));
        if (topic)
        {
            request.topicArn(target).subject(message.subject().isEmpty() ? null : message.subject());
        }
        else
        {
            request.phoneNumber(target);
        }
        return called(target, timeout, () -> client.publish(request.build()).messageId());
    }

    private static MessageAttributeValue text(final String value)
    {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }

    @Override
    public String check(final String topic, final Duration timeout) throws DeliveryException, InterruptedException
    {
        if (topic.isEmpty())
        {
            return called("the credentials", timeout, this::credentials) + "; whether a number takes messages shows only when one is sent";
        }
        return called(topic, timeout, () -> client.getTopicAttributes(
            request -> request.topicArn(topic).overrideConfiguration(override -> override.apiCallTimeout(timeout)))
            .hasAttributes() ? "the topic is there" : "the topic is there, without attributes");
    }

    private String credentials()
    {
        if (chain == null)
        {
            return "the credentials are there";
        }
        known(chain);
        return "the SDK's default chain has credentials";
    }

    @Override
    public void close()
    {
        calls.close();
        client.close();
        http.close();
        if (chain != null)
        {
            chain.close();
        }
    }

    private String called(final String what, final Duration timeout, final Supplier<String> call)
        throws DeliveryException, InterruptedException
    {
        final String answer = calls.call(() -> asked(what, call), timeout.plus(GRACE));
        if (answer == null)
        {
            throw DeliveryException.passing(what + ": SNS was not reached: no answer within " + timeout.toMillis() + " ms");
        }
        return answer;
    }

    private String asked(final String what, final Supplier<String> call) throws DeliveryException, InterruptedException
    {
        final Credentials secrets = new Credentials(config);
        if (chain == null)
        {
            // Here, not in the middle of the SDK: a missing secret is said as such, and those that are there are known to be taken out.
            secrets.reveal("access-key-id");
            secrets.reveal("secret-access-key");
        }
        final String url = config.text("url");
        if (!url.isEmpty())
        {
            // The SDK looks the name up again and connects by itself, so only TLS keeps a name that has changed meanwhile from being told
            // anything; AWS's own addresses are its own affair.
            guard.judge(url, "SNS at the url of channel " + config.name());
        }
        try
        {
            return Replies.shown(call.get(), secrets);
        }
        catch (final AbortedException interrupted)
        {
            Thread.interrupted();
            throw new InterruptedException("SNS was given up");
        }
        catch (final AwsServiceException refused)
        {
            throw refused(what, refused, secrets);
        }
        catch (final SdkClientException unreached)
        {
            throw DeliveryException.passing(what + ": SNS was not reached: " + Replies.shown(unreached.getMessage(), secrets));
        }
    }

    private DeliveryException refused(final String what, final AwsServiceException refused, final Credentials secrets)
    {
        final String code = refused.awsErrorDetails() == null ? "" : refused.awsErrorDetails().errorCode();
        final String message = refused.awsErrorDetails() == null ? "" : refused.awsErrorDetails().errorMessage();
        final HttpSender.Answer answer = new HttpSender.Answer(refused.statusCode(), retryAfter(refused), "");
        final String shown = what + ": SNS";
        final String words = code == null || code.isEmpty() ? "" : code + ": " + message;
        final DeliveryException failure =
            Replies.refused(answer, words, shown, secrets, advice(refused.statusCode()) + " (" + config.place() + ")");
        if (!failure.isPermanent() || !words.isEmpty() && !refused.isThrottlingException() && !refused.isClockSkewException())
        {
            return failure;
        }
        // Without a code it was not SNS that refused: half an answer, or something between.
        final String text = shown + " answers " + Answers.said(answer.status(), words, secrets.redaction());
        return answer.retryAfter() == null ? DeliveryException.passing(text) : DeliveryException.later(text, answer.retryAfter());
    }

    private static Duration retryAfter(final AwsServiceException refused)
    {
        if (refused.awsErrorDetails() == null || refused.awsErrorDetails().sdkHttpResponse() == null)
        {
            return null;
        }
        return refused.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Retry-After")
            .filter(seconds -> seconds.matches("\\d{1,9}")).map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))).orElse(null);
    }

    private static String advice(final int status)
    {
        return switch (status)
        {
            case 401, 403 -> "are the credentials right, and may they do sns:Publish here?";
            case 404 -> "are topic-arn and region right?";
            default -> "see the settings of the channel";
        };
    }
}
