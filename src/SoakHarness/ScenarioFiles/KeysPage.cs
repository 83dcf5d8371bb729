using SoakHarness.ScenarioFiles.Keys;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles;

/// <summary>The documentation of all keys of a scenario file, from the tables that read them.</summary>
public static class KeysPage
{
    private const string Head = """
        # Keys of a scenario file

        Written by `soak schema --keys`. `[]` stands for an item of a list, NAME for a name of your choice. A bold key must be given.
        [scenarios.md](scenarios.md) shows them in use.

        | Key | Value | Default | Meaning |
        |---|---|---|---|

        """;

    /// <summary>A Markdown page.</summary>
    public static string Render() => Head.ReplaceLineEndings("\n") + string.Concat(Rows(ScenarioKeys.Shape, ""));

    private static IEnumerable<string> Rows(MapShape map, string path) =>
        map.Keys.SelectMany(key =>
        {
            var at = Reading.Join(path, key.Name);
            return Inside(key.Shape, at).Prepend(Row(key, at));
        });

    private static IEnumerable<string> Inside(Shape shape, string path) =>
        shape switch
        {
            MapShape map => Rows(map, path),
            EitherShape either => either.Alternatives.SelectMany(a => Inside(a, path)),
            ListShape<MapValue> { Item: MapShape item } => Rows(item, path + "[]"),
            DictionaryShape<MapValue> { Value: MapShape value } => Rows(value, path + ".NAME"),
            _ => [],
        };

    private static string Row(Key key, string path)
    {
        var name = key.IsRequired ? $"**`{path}`**" : $"`{path}`";
        return $"| {name} | {Value(key.Shape)} | {key.Default} | {key.Meaning} |\n";
    }

    private static string Value(Shape shape) =>
        shape switch
        {
            MapShape => "a map",
            EitherShape either => string.Join(", or ", either.Alternatives.Select(Value)),
            ListShape<MapValue> => "a list of maps",
            DictionaryShape<MapValue> dictionary => $"a map from {dictionary.KeyMeaning} to maps",
            _ => shape.Expected,
        };
}
