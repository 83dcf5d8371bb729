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
                Default = "1.1",
            },
            new("timeout", Scalars.Duration, "A request without a complete response after this counts as timed out.")
            {
                Default = "30s",
            },
            new(
                "connections",
                Scalars.Whole(1, 60_000),
                "Largest number of connections; further arrivals wait in a queue."
            )
            {
                Default = "256",
            },
            new("ca", PathShape.ToFile, "PEM file with the certificate authorities to trust.")
            {
                Default = "the system's",
            },
            new("client-certificate", PathShape.ToFile, "PEM or PKCS#12 file with the client certificate."),
            new("client-key", PathShape.ToFile, "PEM file with the client certificate's key."),
            new("insecure", Scalars.Flag, "Accept any server certificate.") { Default = "false" },
            new("cookies", Scalars.Flag, "Keep cookies, one jar per virtual user.") { Default = "false" },
            new("redirects", Scalars.Flag, "Follow redirects.") { Default = "false" },
            new("decompression", Scalars.Flag, "Ask for compressed bodies and unpack them.") { Default = "false" },
            new("proxy", Scalars.Url, "Proxy address.") { Default = "none" },
            new("bearer", Scalars.Text, "Token of the Authorization header; never reported."),
            new("basic", Basic, "User and password of the Authorization header; never reported."),
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
