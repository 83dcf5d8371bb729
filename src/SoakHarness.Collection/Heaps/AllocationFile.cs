using System.Text.Json;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// The file of sampled allocations: a JSON array of <see cref="AllocationSample"/>, most bytes first.
/// </summary>
public static class AllocationFile
{
    /// <summary>Writes samples.</summary>
    /// <param name="path">File.</param>
    /// <param name="samples">Samples.</param>
    public static void Write(string path, IReadOnlyList<AllocationSample> samples) =>
        File.WriteAllText(path, JsonSerializer.Serialize(samples));

    /// <summary>Reads samples.</summary>
    /// <param name="path">File.</param>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static IReadOnlyList<AllocationSample> Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<AllocationSample[]>(File.ReadAllText(path)) ?? [];
        }
        catch (JsonException bad)
        {
            throw new InvalidDataException($"{path} holds no allocation samples: {bad.Message}", bad);
        }
    }
}
