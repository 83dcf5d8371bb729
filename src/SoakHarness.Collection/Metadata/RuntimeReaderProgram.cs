using System.Globalization;
using System.Text.Json;

namespace SoakHarness.Collection.Metadata;

/// <summary>The process that a <see cref="ChildRuntimeReader"/> asks: one question in, one answer out.</summary>
public static class RuntimeReaderProgram
{
    /// <summary>Answers the question that the input's only line holds.</summary>
    /// <param name="pid">Process to read.</param>
    /// <param name="input">The question as JSON.</param>
    /// <param name="output">Takes the answer as JSON.</param>
    /// <returns>Exit code: 0, or 2 when there was no question.</returns>
    public static async Task<int> RunAsync(string pid, TextReader input, TextWriter output)
    {
        if (
            !int.TryParse(pid, CultureInfo.InvariantCulture, out var process)
            || await input.ReadLineAsync() is not { } line
        )
            return 2;
        var answer = new OwnRuntimeReader().Ask(
            process,
            JsonSerializer.Deserialize(line, AskedJson.Default.RuntimeQuestion)!
        );
        await output.WriteLineAsync(JsonSerializer.Serialize(answer, AskedJson.Default.RuntimeAnswer));
        return 0;
    }
}
