using System.Text.Json;
using SoakHarness.Collection.Metadata;

namespace SoakHarness.Collection.HeapReading;

/// <summary>The process that a <see cref="ChildHeapReader"/> asks: one question in, one answer out.</summary>
public static class HeapReaderProgram
{
    /// <summary>Answers the question that the input's only line holds.</summary>
    /// <param name="input">The question as JSON.</param>
    /// <param name="output">Takes the answer as JSON.</param>
    /// <returns>Exit code: 0, or 2 when there was no question.</returns>
    public static async Task<int> RunAsync(TextReader input, TextWriter output)
    {
        if (await input.ReadLineAsync() is not { } line)
            return 2;
        var answer = new OwnHeapReader().Read(JsonSerializer.Deserialize(line, AskedJson.Default.HeapQuestion)!);
        await output.WriteLineAsync(JsonSerializer.Serialize(answer, AskedJson.Default.HeapAnswer));
        return 0;
    }
}
