using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Keys;

/// <summary>Keys of <c>load.http</c>.</summary>
internal static class HttpKeys
{
    /// <summary>The map under <c>load.http</c>.</summary>
    public static MapShape Shape { get; } =
        new([
            new(
                "version",
                Scalars.Choice(
                    ("1.1", new Version(1, 1)),
                    ("2", new Version(2, 0)),
                    ("2.0", new Version(2, 0)),
                    ("3", new Version(3, 0)),
                    ("3.0", new Version(3, 0))
                ) with
                {
                    Schema = VersionSchema,
                },
                "HTTP version."
            )
            {
                AlsoWritten = "http-version protocol h2 http2 h2c h3 http3 alpn",
                Default = "1.1",
            },
            new("timeout", Scalars.Duration, "A request without a complete response after this counts as timed out.")
            {
                AlsoWritten = "deadline request-timeout",
                Default = "30s",
            },
            new(
                "connections",
                Scalars.Whole(1, 60_000),
                "Largest number of connections; further arrivals wait in a queue."
            )
            {
                AlsoWritten = "max-connections pool pool-size connection-limit max-connections-per-server",
                Default = "256",
            },
            new("ca", PathShape.ToFile, "PEM file with the certificate authorities to trust.")
            {
                AlsoWritten = "tls ssl ca-file ca-certificate cacert root-ca trust truststore certificate-authority",
                Default = "the system's",
            },
            new("client-certificate", PathShape.ToFile, "PEM or PKCS#12 file with the client certificate.")
            {
                AlsoWritten = "tls ssl mtls certificate cert client-cert pfx keystore",
            },
            new("client-key", PathShape.ToFile, "PEM file with the client certificate's key.")
            {
                AlsoWritten = "key private-key certificate-key",
            },
            new("insecure", Scalars.Flag, "Accept any server certificate.")
            {
                AlsoWritten = "tls ssl verify skip-verify insecure-skip-verify ignore-certificate-errors trust-all",
                Default = "false",
            },
            new("cookies", Scalars.Flag, "Keep cookies, one jar per virtual user.")
            {
                AlsoWritten = "cookie-jar jar sessions",
                Default = "false",
            },
            new("redirects", Scalars.Flag, "Follow redirects.")
            {
                AlsoWritten = "follow-redirects redirect max-redirects allow-redirects",
                Default = "false",
            },
            new("decompression", Scalars.Flag, "Ask for compressed bodies and unpack them.")
            {
                AlsoWritten = "gzip brotli deflate zstd compression compressed decompress encoding accept-encoding",
                Default = "false",
            },
            new("proxy", Scalars.Url, "Proxy address.") { AlsoWritten = "proxies http-proxy", Default = "none" },
            new("bearer", Scalars.Text, "Token of the Authorization header; never reported.")
            {
                AlsoWritten = "auth authorization token jwt",
            },
            new("basic", Basic, "User and password of the Authorization header; never reported.")
            {
                AlsoWritten = "auth authorization username user password credentials",
            },
        ])
        {
            Exclusives = [new Exclusive(["bearer", "basic"])],
        };

    private static MapShape Basic =>
        new([
            new("user", Scalars.Text, "User.") { IsRequired = true },
            new("password", Scalars.TextOrEmpty, "Password; best written as ${NAME}.") { IsRequired = true },
        ]);

    private static System.Text.Json.Nodes.JsonObject VersionSchema() =>
        new() { ["enum"] = new System.Text.Json.Nodes.JsonArray(1.1, 2, 3, "1.1", "2", "2.0", "3", "3.0") };
}
