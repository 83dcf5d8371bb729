using System.Text.Json;

namespace SoakHarness.Cli.Verifying;

/// <summary>
/// The rows so far, one JSON line each in <c>verify.jsonl</c>, so that an interrupted verification can go on.
/// </summary>
internal sealed class VerifyLog
{
    private readonly string _path;
    private readonly Lock _gate = new();

    private VerifyLog(string path) => _path = path;

    /// <summary>
    /// Rows of the verification that is gone on with; a line cut short by the interruption is left out.
    /// </summary>
    internal IReadOnlyList<VerifyRow> Earlier { get; private init; } = [];

    /// <summary>Opens the log of a folder; without resume it is begun anew.</summary>
    internal static VerifyLog Open(string folder, bool resume)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "verify.jsonl");
        var earlier =
            resume && File.Exists(path) ? File.ReadLines(path).Select(Parse).OfType<VerifyRow>().ToArray() : [];
        File.WriteAllLines(path, earlier.Select(row => JsonSerializer.Serialize(row)));
        return new VerifyLog(path) { Earlier = earlier };
    }

    internal void Add(VerifyRow row)
    {
        lock (_gate)
            File.AppendAllText(_path, JsonSerializer.Serialize(row) + "\n");
    }

    private static VerifyRow? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<VerifyRow>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
