package io.interlock.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.interlock.config.ChannelConfig;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;

/** The SDK is optional: who has not added it is told what to add, and the other channels work. */
class SnsWithoutSdkTest
{
    @Test
    void shouldNameTheArtifactsToAdd() throws Exception
    {
        final Class<?> channel = new WithoutSdk().loadClass(SnsChannel.class.getName());
        assertThat(channel).isNotSameAs(SnsChannel.class);
        final Throwable failure = catchThrowable(() -> channel.getConstructor(ChannelConfig.class)
            .newInstance(PagerSamples.sns("", "arn:aws:sns:eu-central-1:123456789012:desk")));
        assertThat(failure).isInstanceOf(InvocationTargetException.class);
        assertThat(failure.getCause()).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("channel pager (interlock.yaml:7:3)").hasMessageContaining("software.amazon.awssdk:sns")
            .hasMessageContaining("software.amazon.awssdk:url-connection-client");
    }

    /** This class path, but the SDK is not on it. */
    private static final class WithoutSdk extends ClassLoader
    {
        WithoutSdk()
        {
            super(SnsWithoutSdkTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(final String name, final boolean resolve) throws ClassNotFoundException
        {
            if (name.startsWith("software.amazon."))
            {
                throw new ClassNotFoundException(name);
            }
            final Class<?> known = findLoadedClass(name);
            return known != null ? known : name.startsWith("io.interlock.notify.channel.") ? own(name) : super.loadClass(name, resolve);
        }

        private Class<?> own(final String name) throws ClassNotFoundException
        {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class"))
            {
                final byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            }
            catch (final IOException unreadable)
            {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }
}
