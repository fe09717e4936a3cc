package io.interlock.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interlock.console.ConsoleException;
import io.interlock.console.access.AttemptLog;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a certificate that the JDK's own tool signs itself. */
class TlsTest
{
    private static final String PASSWORD = "for-this-test";

    @TempDir
    private Path directory;

    private Path certificate;
    private Path key;
    private KeyStore store;

    @BeforeEach
    void certify() throws Exception
    {
        certify("san=dns:localhost,ip:127.0.0.1");
    }

    private void certify(final String names) throws Exception
    {
        final Path file = directory.resolve("store.p12");
        Files.deleteIfExists(file);
        final Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
            "-alias", "console", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=localhost",
            "-ext", names,
            "-validity", "2", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD)
            .redirectErrorStream(true).start();
        final String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(said).isZero();
        store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file))
        {
            store.load(in, PASSWORD.toCharArray());
        }
        certificate = pem("certificate.pem", "CERTIFICATE", store.getCertificate("console").getEncoded());
        key = pem("key.pem", "PRIVATE KEY", store.getKey("console", PASSWORD.toCharArray()).getEncoded());
    }

    private Path pem(final String name, final String what, final byte[] bytes) throws IOException
    {
        final Path file = directory.resolve(name);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(bytes)
            + "\n-----END " + what + "-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private TestServer server() throws IOException
    {
        return new TestServer(directory, ServerLimits.of(64, 10), new Setup.Tls(certificate, key), new Setup.Names(Set.of(), Set.of()),
            List.of());
    }

    private Raw client(final TestServer test, final String... protocols) throws Exception
    {
        final KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("console", store.getCertificate("console"));
        final TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        final SSLSocket socket = (SSLSocket)context.getSocketFactory().createSocket(test.address().getAddress(), test.address().getPort());
        socket.setEnabledProtocols(protocols);
        return new Raw(socket);
    }

    @Test
    void shouldSpeakTls() throws Exception
    {
        try (TestServer test = server())
        {
            for (final String protocol : List.of("TLSv1.3", "TLSv1.2"))
            {
                try (Raw raw = client(test, protocol))
                {
                    raw.send(test.request("POST", "/api/kill", test.bearer("admin") + "Origin: https://" + test.host()
                        + "\r\nContent-Type: application/json\r\n", "{\"a\":\"" + "x".repeat(60_000) + "\"}"));
                    assertThat(raw.answer().status()).as(protocol).isEqualTo(200);
                    raw.send(test.request("GET", "/api/status", test.bearer("viewer") + "Origin: http://" + test.host() + "\r\n", ""));
                    assertThat(raw.answer().status()).as("the page in the clear is another").isEqualTo(403);
                }
            }
            assertThat(test.commands).hasSize(2);
        }
    }

    @Test
    void shouldNotAnswerInTheClearNorWaitForAHandshake() throws Exception
    {
        try (TestServer test = new TestServer(directory, ServerLimits.of(64, 10).withDeadlines(500_000_000L, 60_000_000_000L),
            new Setup.Tls(certificate, key), new Setup.Names(Set.of(), Set.of()), List.of()); Raw silent = Raw.to(test.address());
            Raw clear = Raw.to(test.address()))
        {
            clear.send(test.request("GET", "/health", "", ""));
            assertThat(clear.isEnded()).isTrue();
            assertThat(silent.isEnded()).isTrue();
            assertThat(test.reads).hasValue(0);
        }
        // Whose deadlines no slow machine comes to: another that stops in the middle of a handshake keeps nobody.
        try (TestServer test = server(); Raw silent = Raw.to(test.address()))
        {
            silent.send("\u0016");
            try (Raw raw = client(test, "TLSv1.3"))
            {
                raw.send(test.request("GET", "/health", "", ""));
                assertThat(raw.answer().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void shouldSayWhatIsWrongWithItsFiles() throws IOException
    {
        final Path good = key;
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(this::server).isInstanceOf(ConsoleException.class).hasMessageContaining("the key " + key + " is open to others");
        key = pem("ec.pem", "EC PRIVATE KEY", new byte[]{1, 2, 3});
        assertThatThrownBy(this::server).isInstanceOf(ConsoleException.class).hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
        key = pem("odd.pem", "PRIVATE KEY", new byte[]{1, 2, 3});
        assertThatThrownBy(this::server).isInstanceOf(ConsoleException.class).hasMessageContaining("or malformed")
            .hasMessageNotContaining("AQID");
        Files.setPosixFilePermissions(good, PosixFilePermissions.fromString("rw-------"));
        key = good;
        certificate = directory.resolve("none.pem");
        assertThatThrownBy(this::server).isInstanceOf(ConsoleException.class).hasMessageContaining("none.pem cannot be read");
        certificate = good;
        assertThatThrownBy(this::server).isInstanceOf(ConsoleException.class).hasMessageContaining("Give certificates in PEM");
        Eventually.holds("no thread is left of those that did not start", () -> TestServer.threads() == 0);
    }

    private ConsoleServer listening(final String bind, final String... hosts) throws IOException
    {
        return ConsoleServer.start(new Setup(new InetSocketAddress(InetAddress.getByName(bind), 0), new Setup.Tls(certificate, key),
            new Setup.Names(Set.of(hosts), Set.of()), ServerLimits.of(64, 10), directory, AttemptLog.NONE), List.of());
    }

    private void assertUrl(final String bind, final String host, final String... hosts) throws IOException
    {
        try (ConsoleServer server = listening(bind, hosts))
        {
            assertThat(server.url()).isEqualTo("https://" + host + ":" + server.address().getPort());
            assertThat(server.address().getAddress()).isEqualTo(InetAddress.getByName(bind));
        }
    }

    /** What is told is what a client can use: an address that there is, and that the certificate is for. */
    @Test
    void shouldTellAnAddressThatItsCertificateIsFor() throws Exception
    {
        assertUrl("127.0.0.1", "127.0.0.1");
        assertUrl("0.0.0.0", "127.0.0.1", "desk.example.com");
        assertUrl("::", "127.0.0.1");
        certify("san=dns:localhost,ip:::1");
        assertUrl("127.0.0.1", "localhost");
        assertUrl("::", "[::1]");
        // Without a name but the common one, which is localhost.
        certify("bc=ca:false");
        assertUrl("127.0.0.1", "localhost");
        certify("san=dns:desk.example.com");
        assertUrl("0.0.0.0", "desk.example.com", "aaa.example.com", "desk.example.com");
        assertUrl("127.0.0.1", "desk.example.com", "desk.example.com");
        assertUrl("0.0.0.0", "127.0.0.1", "desk.example.com:1");
        certify("san=dns:*.example.com");
        assertUrl("0.0.0.0", "desk.example.com", "desk.example.com");
        assertUrl("0.0.0.0", "127.0.0.1", "deep.desk.example.com");
    }

    @Test
    void shouldListenOnNoIpv6AddressWhereEachOfIpv4IsAskedFor() throws Exception
    {
        try (ConsoleServer server = listening("0.0.0.0"))
        {
            try (Raw silent = Raw.to(new InetSocketAddress("127.0.0.1", server.address().getPort())))
            {
                Eventually.holds("an IPv4 address is answered", () -> server.connections() == 1);
                assertThat(silent).isNotNull();
            }
            try (Raw other = Raw.to(new InetSocketAddress("::1", server.address().getPort())))
            {
                assertThat(other.isEnded()).isTrue();
            }
            catch (final ConnectException refused)
            {
                // No IPv6 here, or a system that keeps the two apart.
                assertThat(server.connections()).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldNotWaitForACertificateThatIsNoFile() throws Exception
    {
        final Path good = certificate;
        certificate = directory.resolve("pipe.pem");
        final Process made = new ProcessBuilder("mkfifo", certificate.toString()).start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).isZero();
        assertThatThrownBy(this::server).isInstanceOf(ConsoleException.class).hasMessageContaining("pipe.pem is not a plain file");
        certificate = directory.resolve("long.pem");
        Files.write(certificate, new byte[(1 << 20) + 1]);
        assertThatThrownBy(this::server).isInstanceOf(ConsoleException.class).hasMessageContaining("long.pem is longer than 1048576 bytes");
        certificate = Files.createSymbolicLink(directory.resolve("link.pem"), good);
        server().close();
    }
}
