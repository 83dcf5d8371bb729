using System.Text.Json;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// The file of sampled allocations: an <see cref="AllocationWindow"/> as JSON.
/// </summary>
public static class AllocationFile
{
    /// <summary>Writes samples.</summary>
    /// <param name="path">File.</param>
    /// <param name="window">Samples and how long they were taken.</param>
    public static void Write(string path, AllocationWindow window) =>
        File.WriteAllText(path, JsonSerializer.Serialize(window));

    /// <summary>Reads samples.</summary>
    /// <param name="path">File.</param>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static AllocationWindow Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            // Before windows were written with their length the file was a list of samples.
            return text.StartsWith('[')
                ? new AllocationWindow(0, JsonSerializer.Deserialize<AllocationSample[]>(text)!)
                : JsonSerializer.Deserialize<AllocationWindow>(text)!;
        }
        catch (JsonException bad)
        {
            throw new InvalidDataException($"{path} holds no allocation samples: {bad.Message}", bad);
        }
    }
}
