namespace SoakHarness.Model.Scenarios;

/// <summary>How requests travel.</summary>
public sealed record TransportSpec
{
    /// <summary>Which transport. Default <see cref="TransportKind.Http"/>.</summary>
    public TransportKind Kind { get; init; }

    /// <summary>HTTP version 1.1, 2.0 or 3.0. Default 1.1.</summary>
    public Version HttpVersion { get; init; } = new(1, 1);

    /// <summary>
    /// Largest number of connections; arrivals beyond it wait in a queue that is measured. Default 256.
    /// </summary>
    public int MaxConnections { get; init; } = 256;

    /// <summary>A request without a complete response after this is counted as timed out. Default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Absolute path of a PEM file with the certificate authorities to trust; null for the system's.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>Absolute path of a PEM or PKCS#12 file with the client certificate.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>
    /// Absolute path of the PEM file with the client certificate's key; null when it is in the certificate's file.
    /// </summary>
    public string? ClientKey { get; init; }

    /// <summary>Accept any server certificate. Default false.</summary>
    public bool Insecure { get; init; }

    /// <summary>Keep cookies, one jar per virtual user. Default false.</summary>
    public bool Cookies { get; init; }

    /// <summary>Follow redirects. Default false.</summary>
    public bool Redirects { get; init; }

    /// <summary>Ask for and unpack compressed bodies. Default false.</summary>
    public bool Decompression { get; init; }

    /// <summary>Proxy address; null for none.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Value of the Authorization header for every request; null for none. A secret: never reported.</summary>
    public string? Authorization { get; init; }
}
