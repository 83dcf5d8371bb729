using SoakHarness.ScenarioFiles.Yaml;

namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>A map that was read; answers for its values and takes problems about them.</summary>
/// <param name="at">Where the map begins.</param>
/// <param name="path">Path of the map's key.</param>
/// <param name="values">Known keys that were given.</param>
/// <param name="reading">Takes the problems.</param>
internal sealed class MapValue(Place at, string path, IReadOnlyDictionary<string, PlacedValue> values, Reading reading)
{
    /// <summary>The keys that were given, in the order of the file.</summary>
    public IEnumerable<string> Given => values.Keys;

    /// <summary>The run of the reader this map belongs to.</summary>
    public Reading Reading => reading;

    /// <summary>True when a key was given, be its value right or wrong.</summary>
    /// <param name="key">Key of this map.</param>
    public bool Has(string key) => values.ContainsKey(key);

    /// <summary>The value of a key, or a default when the key is missing or its value is wrong.</summary>
    /// <typeparam name="T">Type that the key's shape reads to.</typeparam>
    /// <param name="key">Key of this map.</param>
    /// <param name="fallback">The default.</param>
    public T Get<T>(string key, T fallback) =>
        values.TryGetValue(key, out var value) && value.Value is T typed ? typed : fallback;

    /// <summary>The value of a key, or null when the key is missing or its value is wrong.</summary>
    /// <typeparam name="T">Type that the key's shape reads to.</typeparam>
    /// <param name="key">Key of this map.</param>
    public T? Find<T>(string key)
        where T : class => Get<T?>(key, null);

    /// <summary>Reports a problem of the whole map.</summary>
    /// <param name="message">What is wrong.</param>
    public void Report(string message) => reading.Report(at, path, message);

    /// <summary>Reports a problem of one key.</summary>
    /// <param name="key">Key of this map.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="nearest">What was probably meant.</param>
    public void Report(string key, string message, string? nearest = null) =>
        reading.Report(
            values.TryGetValue(key, out var value) ? value.KeyAt : at,
            Reading.Join(path, key),
            message,
            nearest
        );
}
