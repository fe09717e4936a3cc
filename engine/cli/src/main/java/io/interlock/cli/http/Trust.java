package io.interlock.cli.http;

import io.interlock.cli.CliException;
import io.interlock.cli.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whom TLS trusts.
 *
 * <p>Threading: immutable.
 *
 * @param context null for those that Java trusts.
 */
record Trust(SSLContext context)
{
    private static final int LONGEST = 1 << 20;

    /**
     * Trusts the certificates of a PEM file, and no others.
     *
     * @param file null for those that Java trusts.
     * @throws CliException with {@link ExitCode#BAD_INPUT} where it has none.
     */
    static Trust of(final Path file)
    {
        if (file == null)
        {
            return new Trust(null);
        }
        try
        {
            final KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (final Certificate one : certificates(file))
            {
                store.setCertificateEntry("ca-" + count++, one);
            }
            if (count == 0)
            {
                throw new CliException(ExitCode.BAD_INPUT, "the CA file " + file + " has no certificate (PEM)");
            }
            final TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            final SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return new Trust(context);
        }
        catch (final NoSuchFileException missing)
        {
            throw new CliException(ExitCode.BAD_INPUT, "the CA file " + file + " does not exist");
        }
        catch (final IOException | GeneralSecurityException unusable)
        {
            throw new CliException(ExitCode.BAD_INPUT, "the CA file " + file + " cannot be used: certificates in PEM are wanted ("
                + unusable.getClass().getSimpleName() + ")");
        }
    }

    private static Collection<? extends Certificate> certificates(final Path file) throws IOException, GeneralSecurityException
    {
        if (Files.exists(file) && !Files.isRegularFile(file))
        {
            // Reading a pipe could wait for ever.
            throw new CliException(ExitCode.BAD_INPUT, "the CA file " + file + " is no plain file");
        }
        try (InputStream in = Files.newInputStream(file))
        {
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(in.readNBytes(LONGEST)));
        }
    }
}
