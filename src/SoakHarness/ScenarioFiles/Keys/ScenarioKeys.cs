using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Keys;

/// <summary>
/// The whole scenario file in one table: the reader, the hints and the JSON Schema come from it. The tables of the
/// maps inside it are beside this file.
/// </summary>
internal static class ScenarioKeys
{
    /// <summary>The map of a file.</summary>
    public static MapShape Shape { get; } =
        new([
            new("name", Scalars.Name, "Short name, unique among the scenarios of a folder.") { IsRequired = true },
            new(
                "description",
                Scalars.TextOrEmpty,
                "What the scenario does and what it proves, for the report's reader."
            ),
            new(
                "expect",
                Scalars.Choice(("leak", Expectation.Leak), ("clean", Expectation.Clean)),
                "What soak verify must find."
            ),
            new(
                "expect-suspect",
                new EitherShape(Scalars.Text, ExpectSuspect),
                "The suspect soak verify must find first."
            ),
            new(
                "expect-rate",
                Scalars.Growth,
                "True growth of the live heap per request, which soak verify must measure within 25 %."
            ),
            new("target", TargetKeys.Shape, "The program under test.") { IsRequired = true },
            new("load", LoadKeys.Shape, "The load that is driven against it.") { IsRequired = true },
            new("watch", WatchKeys.Shape, "What is sampled and how often."),
            new("verdict", VerdictKeys.Shape, "What fails the run."),
        ]);

    private static MapShape ExpectSuspect =>
        new([
            new("type", Scalars.Text, "Part of the type's name (.NET) or of the allocating function (Go).")
            {
                IsRequired = true,
            },
            new("holder", Scalars.Text, "Part of the holder."),
        ]);

    /// <summary>Path of the only place where a key is right.</summary>
    /// <param name="name">Name of the key.</param>
    /// <returns>Its path, or null when it is right nowhere or in several places.</returns>
    public static string? PathOf(string name)
    {
        var paths = Paths(Shape, "").Where(path => path.Split('.')[^1] == name).ToArray();
        return paths.Length == 1 ? paths[0] : null;
    }

    /// <summary>Paths of all keys, lists and names chosen by the author left out.</summary>
    public static IEnumerable<string> AllPaths() => Paths(Shape, "");

    private static IEnumerable<string> WithOwn(Shape shape, string path) => Paths(shape, path).Prepend(path);

    private static IEnumerable<string> Paths(Shape shape, string path) =>
        shape switch
        {
            MapShape map => map.Keys.SelectMany(k => WithOwn(k.Shape, Reading.Join(path, k.Name))),
            EitherShape either => either.Alternatives.SelectMany(a => Paths(a, path)),
            ListShape<MapValue> list => Paths(list.Item, path),
            DictionaryShape<MapValue> dictionary => Paths(dictionary.Value, path),
            _ => [],
        };
}
