using System.Text.Encodings.Web;
using System.Text.Json;
using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Cli.Verbs;

/// <summary>Results of <c>soak heap</c> for other programs.</summary>
internal static class HeapJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static string Diff(IReadOnlyList<HeapComparison> types, IReadOnlyList<Suspect> suspects) =>
        JsonSerializer.Serialize(new { Types = types, Suspects = suspects }, Options) + "\n";

    internal static string Types(string file, long objects, long bytes, IReadOnlyList<HeapHistogram> types) =>
        JsonSerializer.Serialize(
            new
            {
                File = file,
                Objects = objects,
                Bytes = bytes,
                Types = types,
            },
            Options
        ) + "\n";

    internal static string Paths(string type, IReadOnlyList<PathTree> roots) =>
        JsonSerializer.Serialize(new { Type = type, Roots = roots }, Options) + "\n";
}
