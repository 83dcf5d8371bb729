using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>Reads the certificates of a transport.</summary>
public static class TlsFiles
{
    /// <summary>Tries the certificates of a transport, so that a wrong file is found before a run.</summary>
    /// <param name="transport">Transport.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? Problem(TransportSpec transport)
    {
        try
        {
            Options(transport);
            return null;
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or ArgumentException)
        {
            return fault.Message.TrimEnd('.');
        }
    }

    /// <summary>The TLS settings of a transport.</summary>
    /// <exception cref="CryptographicException">A file holds no certificate or key, or they do not belong
    /// together.</exception>
    internal static SslClientAuthenticationOptions Options(TransportSpec transport)
    {
        var options = new SslClientAuthenticationOptions();
        if (transport.CertificateAuthority is { } authority)
            options.CertificateChainPolicy = Trusting(authority);
        if (transport.Insecure)
            options.RemoteCertificateValidationCallback = (_, _, _, _) => transport.Insecure;
        if (transport.ClientCertificate is { } file)
            options.ClientCertificateContext = SslStreamCertificateContext.Create(
                Client(file, transport.ClientKey),
                null,
                offline: true
            );
        return options;
    }

    private static X509ChainPolicy Trusting(string file)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return policy.CustomTrustStore.Count > 0
            ? policy
            : throw new CryptographicException($"{file} holds no PEM certificate");
    }

    private static X509Certificate2 Client(string file, string? key)
    {
        if (key is not null || File.ReadAllText(file).Contains("-----BEGIN", StringComparison.Ordinal))
            return File.ReadAllText(key ?? file).Contains("-----BEGIN ENCRYPTED", StringComparison.Ordinal)
                ? throw new CryptographicException(
                    $"the key in {key ?? file} has a password; write it without one (openssl pkey -in KEY -out PLAIN.key)"
                )
                : X509Certificate2.CreateFromPemFile(file, key);
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(file, null);
        }
        catch (CryptographicException fault)
        {
            throw new CryptographicException(
                $"{file} is no PKCS#12 file that opens without a password; write it as PEM (openssl pkcs12 -in FILE -noenc -out CLIENT.pem)",
                fault
            );
        }
    }
}
