package io.interlock.notify.channel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The SDK's way to SNS without an end: connects to nothing, swallows what is signed and says that it was published. Threading: any. */
final class CannedAws implements SdkHttpClient
{
    private static final byte[] PUBLISHED = ("<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
        + "<MessageId>rehearsal</MessageId></PublishResult></PublishResponse>").getBytes(StandardCharsets.US_ASCII);

    @Override
    public ExecutableHttpRequest prepareRequest(final HttpExecuteRequest request)
    {
        return new ExecutableHttpRequest()
        {
            @Override
            public HttpExecuteResponse call() throws IOException
            {
                if (request.contentStreamProvider().isPresent())
                {
                    swallow(request.contentStreamProvider().get());
                }
                return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder().statusCode(200).putHeader("Content-Type", "text/xml").build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(PUBLISHED))).build();
            }

            @Override
            public void abort()
            {
                // Nothing is waited for.
            }
        };
    }

    private static void swallow(final ContentStreamProvider content) throws IOException
    {
        try (InputStream body = content.newStream())
        {
            body.transferTo(OutputStream.nullOutputStream());
        }
    }

    @Override
    public void close()
    {
        // Nothing is open.
    }
}
