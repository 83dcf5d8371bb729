using System.Text.Json;
using SoakHarness.Model.Resources;

namespace SoakHarness.Collection.Resources;

/// <summary>The file of a census: a JSON array of <see cref="ResourceCount"/>.</summary>
public static class ResourceFile
{
    /// <summary>Writes a census.</summary>
    /// <param name="path">File; its folder is created.</param>
    /// <param name="counts">Census.</param>
    public static void Write(string path, IReadOnlyList<ResourceCount> counts)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(counts));
    }

    /// <summary>Reads a census.</summary>
    /// <param name="path">File.</param>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static IReadOnlyList<ResourceCount> Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ResourceCount[]>(File.ReadAllText(path)) ?? [];
        }
        catch (JsonException bad)
        {
            throw new InvalidDataException($"{path} holds no census of resources: {bad.Message}", bad);
        }
    }
}
