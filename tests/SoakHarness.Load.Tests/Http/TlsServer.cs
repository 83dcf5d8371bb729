using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SoakHarness.Load.Tests.Http;

/// <summary>
/// A TLS server with a certificate of its own authority, which asks for a client certificate and answers with its
/// subject.
/// </summary>
internal sealed class TlsServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly Task _accepting;

    internal TlsServer()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=soak authority",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _certificate = Issue("CN=127.0.0.1");
        _listener.Start();
        _accepting = AcceptLoop.RunAsync(_listener, ServeAsync, _stop.Token);
    }

    internal X509Certificate2 Authority { get; }

    internal Uri Url => new($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>A certificate of the authority, with its key.</summary>
    internal X509Certificate2 Issue(string subject)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(
            Authority,
            DateTimeOffset.UtcNow.AddHours(-1),
            DateTimeOffset.UtcNow.AddHours(1),
            RandomNumberGenerator.GetBytes(8)
        );
        using var withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(
            withKey.Export(X509ContentType.Pfx),
            null,
            X509KeyStorageFlags.Exportable
        );
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _accepting.GetAwaiter().GetResult();
        _stop.Dispose();
        _certificate.Dispose();
        Authority.Dispose();
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var tls = new SslStream(
                    client.GetStream(),
                    false,
                    (_, certificate, _, _) => certificate is null or X509Certificate2
                );
                var options = new SslServerAuthenticationOptions
                {
                    ServerCertificate = _certificate,
                    ClientCertificateRequired = true,
                };
                await tls.AuthenticateAsServerAsync(options, _stop.Token);
                var buffer = new byte[8192];
                while (await tls.ReadAsync(buffer, _stop.Token) > 0)
                {
                    var body = (tls.RemoteCertificate as X509Certificate2)?.Subject ?? "nobody";
                    await tls.WriteAsync(
                        Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}"),
                        _stop.Token
                    );
                }
            }
            catch (Exception ended)
                when (ended
                        is OperationCanceledException
                            or IOException
                            or System.Security.Authentication.AuthenticationException
                )
            {
                // The client did not like the certificate, or the test is over.
                client.Close();
            }
        }
    }
}
