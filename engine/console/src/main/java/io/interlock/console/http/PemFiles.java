package io.interlock.console.http;

import io.interlock.console.ConsoleException;
import io.interlock.console.access.PrivateFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Makes what TLS needs out of a certificate and a key in PEM. No message quotes a key. Threading: stateless; waits for the disk. */
final class PemFiles
{
    private static final int LONGEST = 1 << 20;
    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Pattern OTHER_KEY = Pattern.compile("-----BEGIN (ENCRYPTED|RSA|EC|DSA) PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private PemFiles()
    {
    }

    static SSLContext context(final Setup.Tls tls)
    {
        final Certificate[] chain = chain(tls.certificate());
        final PrivateKey key = key(tls.key());
        try
        {
            final KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("console", key, new char[0], chain);
            final KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            final SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        }
        catch (final GeneralSecurityException | IOException refused)
        {
            throw new ConsoleException("the certificate " + tls.certificate() + " and the key " + tls.key() + " cannot be used together: "
                + refused.getMessage(), refused);
        }
    }

    /** The server's own: what clients look at. */
    static X509Certificate own(final Setup.Tls tls)
    {
        return (X509Certificate)chain(tls.certificate())[0];
    }

    private static Certificate[] chain(final Path file)
    {
        final Certificate[] chain;
        try
        {
            chain = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes(file)))
                .toArray(new Certificate[0]);
        }
        catch (final IOException | GeneralSecurityException refused)
        {
            throw new ConsoleException("the certificate " + file + " cannot be read: " + refused
                + ". Give certificates in PEM, the server's own first", refused);
        }
        if (chain.length == 0)
        {
            throw new ConsoleException("the certificate " + file + " has none in it. Give certificates in PEM, the server's own first");
        }
        return chain;
    }

    /** A link may lead to it, as those that renew certificates make them; what it leads to must be a file, or the start could hang. */
    private static byte[] bytes(final Path file) throws IOException
    {
        if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile())
        {
            throw new ConsoleException("the certificate " + file + " is not a plain file, nor a link to one: give certificates in PEM in a "
                + "file, the server's own first");
        }
        try (InputStream in = Files.newInputStream(file))
        {
            final byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST)
            {
                throw new ConsoleException("the certificate " + file + " is longer than " + LONGEST + " bytes: it is something else. Give "
                    + "certificates in PEM, the server's own first");
            }
            return bytes;
        }
    }

    private static PrivateKey key(final Path file)
    {
        final String text = new String(PrivateFile.read(file, "key", LONGEST), StandardCharsets.ISO_8859_1);
        final Matcher matcher = KEY.matcher(text);
        if (!matcher.find())
        {
            throw new ConsoleException("the key " + file + (OTHER_KEY.matcher(text).find()
                ? " is encrypted, or in an older form" : " has no private key in PEM in it")
                + ". Give one in PKCS #8 without a passphrase: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
        }
        try
        {
            final PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
            for (final String algorithm : ALGORITHMS)
            {
                try
                {
                    return KeyFactory.getInstance(algorithm).generatePrivate(spec);
                }
                catch (final InvalidKeySpecException another)
                {
                    continue;
                }
            }
        }
        catch (final GeneralSecurityException | IllegalArgumentException malformed)
        {
            throw new ConsoleException("the key " + file + " is malformed", malformed);
        }
        throw new ConsoleException("the key " + file + " is of none of the kinds " + String.join(", ", ALGORITHMS) + ", or malformed");
    }
}
