package io.interlock.notify.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate, made by the running JDK's keytool when it is asked for. Threading: any thread; immutable. */
public final class StubCertificate
{
    private static final String PASSWORD = "for tests alone";

    private final KeyStore store;

    private StubCertificate(final KeyStore store)
    {
        this.store = store;
    }

    /**
     * Makes one.
     *
     * @param folder for its file.
     * @param names  for example {@code dns:localhost,ip:127.0.0.1}.
     * @return good for a day.
     * @throws IOException              without a keytool.
     * @throws InterruptedException     when interrupted.
     * @throws GeneralSecurityException when it cannot be read.
     */
    public static StubCertificate make(final Path folder, final String names)
        throws IOException, InterruptedException, GeneralSecurityException
    {
        final Path file = Files.createTempDirectory(folder, "stub").resolve("stub.p12");
        final Process keytool = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "stub", "-keyalg", "EC",
            "-groupname", "secp256r1", "-dname", "CN=stub", "-ext", "SAN=" + names, "-validity", "1", "-storetype", "PKCS12", "-storepass",
            PASSWORD, "-keystore", file.toString()).redirectErrorStream(true).start();
        final String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0)
        {
            throw new IOException("keytool: " + said);
        }
        final KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file))
        {
            store.load(in, PASSWORD.toCharArray());
        }
        return new StubCertificate(store);
    }

    /**
     * For the server.
     *
     * @return with the key.
     * @throws GeneralSecurityException when it cannot be used.
     */
    public SSLContext server() throws GeneralSecurityException
    {
        final KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /**
     * For a client that trusts this certificate alone.
     *
     * @return without a key.
     * @throws GeneralSecurityException when it cannot be used.
     */
    public SSLContext client() throws GeneralSecurityException
    {
        final KeyStore trusted = KeyStore.getInstance("PKCS12");
        try
        {
            trusted.load(null, null);
        }
        catch (final IOException impossible)
        {
            throw new GeneralSecurityException("an empty store cannot be made");
        }
        trusted.setCertificateEntry("stub", store.getCertificate("stub"));
        final TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
