using System.Security.Cryptography;
using System.Text;

namespace SoakHarness.Reports.Html;

/// <summary>Files that are embedded in the library and written into every page.</summary>
internal static class Assets
{
    /// <summary>The text of an asset.</summary>
    /// <param name="name">File name under <c>Assets</c>.</param>
    internal static string Read(string name)
    {
        using var stream =
            typeof(Assets).Assembly.GetManifestResourceStream($"SoakHarness.Reports.Assets.{name}")
            ?? throw new ArgumentException($"There is no asset {name}.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    /// <summary>The source expression that allows exactly this text in a Content-Security-Policy.</summary>
    /// <param name="text">Text between the tags.</param>
    internal static string Hash(string text) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
