using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SoakHarness.ScenarioFiles.Yaml;

namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>A map with known keys; reads to <see cref="MapValue"/>.</summary>
/// <param name="Keys">The keys.</param>
internal sealed partial record MapShape(IReadOnlyList<Key> Keys) : Shape
{
    /// <summary>Groups of keys of which at most one may be given.</summary>
    public IReadOnlyList<Exclusive> Exclusives { get; init; } = [];

    /// <summary>
    /// The key that a single value in the place of the map is meant for; null when there is no such key.
    /// </summary>
    public Func<string, string?> Alone { get; init; } = _ => null;

    /// <inheritdoc/>
    public override string Expected => $"a map with the keys {string.Join(", ", Keys.Select(k => k.Name))}";

    /// <inheritdoc/>
    public override bool Takes(YamlNode node) => node is YamlMap;

    /// <inheritdoc/>
    public override object? Read(YamlNode node, string key, Reading reading)
    {
        if (node is not YamlMap map)
        {
            return Refuse(node, key, reading);
        }

        var values = new Dictionary<string, PlacedValue>();
        var meant = new List<YamlEntry>();
        foreach (var entry in map.Entries)
        {
            ReadEntry(entry, key, (values, meant, reading));
        }

        TakeAsGiven(meant, values);
        var value = new MapValue(map.At, key, values, reading);
        ReportMissing(value);
        ReportExclusive(value);
        return value;
    }

    /// <inheritdoc/>
    public override string? Meant(YamlNode node) =>
        node is YamlScalar { IsNothing: false } scalar && Alone(scalar.Text) is { } name && Fits(name, scalar.Text)
            ? $"{{ {name}: {(Safe().IsMatch(scalar.Text) ? scalar.Text : Quoted(scalar.Text))} }}"
            : null;

    /// <inheritdoc/>
    public override JsonObject ToSchema()
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(Keys.Select(k => KeyValuePair.Create(k.Name, (JsonNode?)SchemaOf(k)))),
        };
        if (Keys.Any(k => k.IsRequired))
        {
            schema["required"] = Names(Keys.Where(k => k.IsRequired).Select(k => k.Name));
        }

        var rules = Exclusives.SelectMany(RulesOf).ToArray();
        if (rules.Length > 0)
        {
            schema["allOf"] = new JsonArray(rules);
        }

        return schema;
    }

    private void ReadEntry(
        YamlEntry entry,
        string path,
        (Dictionary<string, PlacedValue> Values, List<YamlEntry> Meant, Reading Reading) to
    )
    {
        var (name, at) = (entry.Key.Text, entry.Key.At);
        var keyPath = Reading.Join(path, name);
        if (Keys.FirstOrDefault(k => k.Name == name) is not { } known)
        {
            var meant = AlsoWritten(name) ?? NearestKey(name) ?? to.Reading.Elsewhere(name);
            to.Reading.Report(at, keyPath, $"is not a key here; expected {NameList()}", meant);
            to.Meant.Add(entry);
        }
        else if (to.Values.TryGetValue(name, out var first))
        {
            to.Reading.Report(at, keyPath, $"is given twice, first on line {first.KeyAt.Line}");
        }
        else
        {
            to.Values[name] = new PlacedValue(at, known.Shape.Read(entry.Value, keyPath, to.Reading));
        }
    }

    /// <summary>
    /// A misspelt key counts as given, so that one slip is not reported twice: as unknown and as missing.
    /// </summary>
    private void TakeAsGiven(List<YamlEntry> misspelt, Dictionary<string, PlacedValue> values)
    {
        foreach (var entry in misspelt)
        {
            if ((KeysWrittenAs(entry.Key.Text).FirstOrDefault() ?? NearestKey(entry.Key.Text)) is { } name)
            {
                values.TryAdd(name, new PlacedValue(entry.Key.At, null));
            }
        }
    }

    private string? NearestKey(string written) => Nearest.To(written, Keys.Select(k => k.Name));

    /// <summary>The keys that a word of other tools stands for, as a list in words.</summary>
    private string? AlsoWritten(string written) =>
        KeysWrittenAs(written) switch
        {
            [] => null,
            [var only] => only,
            [.. var first, var last] => $"{string.Join(", ", first)} or {last}",
        };

    private string[] KeysWrittenAs(string written) =>
        [.. Keys.Where(k => k.AlsoWritten.Split(' ').Any(w => Nearest.IsSame(w, written))).Select(k => k.Name)];

    private bool Fits(string name, string text) =>
        Keys.First(k => k.Name == name).Shape switch
        {
            ScalarShape single => single.Parse(text) is not null,
            EitherShape either => either.Alternatives.OfType<ScalarShape>().Any(s => s.Parse(text) is not null),
            _ => true,
        };

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private void ReportMissing(MapValue value)
    {
        foreach (var key in Keys.Where(k => k.IsRequired && !value.Has(k.Name)))
        {
            value.Report($"needs the key \"{key.Name}\": {key.Shape.Expected}");
        }
    }

    private void ReportExclusive(MapValue value)
    {
        foreach (var exclusive in Exclusives)
        {
            var given = exclusive.Names.Where(value.Has).ToArray();
            var all = string.Join(", ", exclusive.Names);
            if (given.Length == 0 && exclusive.IsRequired)
            {
                value.Report($"needs one of the keys {all}");
            }

            foreach (var other in given.Skip(1))
            {
                value.Report(other, $"cannot stand beside \"{given[0]}\"; at most one of {all} may be given");
            }
        }
    }

    private string NameList() =>
        Keys.Count == 1 ? $"\"{Keys[0].Name}\"" : $"one of {string.Join(", ", Keys.Select(k => k.Name))}";

    private static JsonObject SchemaOf(Key key)
    {
        var schema = key.Shape.ToSchema();
        schema["description"] = key.Default is null ? key.Meaning : $"{key.Meaning} Default: {key.Default}.";
        return schema;
    }

    private static IEnumerable<JsonNode?> RulesOf(Exclusive exclusive)
    {
        for (var i = 0; i < exclusive.Names.Count; i++)
        {
            foreach (var other in exclusive.Names.Skip(i + 1))
            {
                yield return new JsonObject
                {
                    ["not"] = new JsonObject { ["required"] = Names([exclusive.Names[i], other]) },
                };
            }
        }

        if (exclusive.IsRequired)
        {
            yield return new JsonObject
            {
                ["anyOf"] = new JsonArray([
                    .. exclusive.Names.Select(n => new JsonObject { ["required"] = Names([n]) }),
                ]),
            };
        }
    }

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(n => (JsonNode)n)]);

    [GeneratedRegex(@"\A[A-Za-z0-9$/][A-Za-z0-9$./_-]*\z")]
    private static partial Regex Safe();
}
