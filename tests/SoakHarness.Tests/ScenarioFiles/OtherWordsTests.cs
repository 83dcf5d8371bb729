using SoakHarness.ScenarioFiles.Keys;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.Tests.ScenarioFiles;

public sealed class OtherWordsTests
{
    [Fact]
    public void A_word_of_other_tools_is_no_key_of_the_same_map() =>
        Maps(ScenarioKeys.Shape)
            .SelectMany(map => Words(map).Intersect(map.Keys.Select(k => k.Name)))
            .Should()
            .BeEmpty();

    [Fact]
    public void A_key_names_a_word_of_other_tools_once() =>
        Maps(ScenarioKeys.Shape)
            .SelectMany(map => map.Keys)
            .Should()
            .OnlyContain(key => key.AlsoWritten.Split(' ').Distinct().Count() == key.AlsoWritten.Split(' ').Length);

    [Fact]
    public void Most_maps_know_words_of_other_tools() =>
        Maps(ScenarioKeys.Shape).Count(map => Words(map).Any()).Should().BeGreaterThan(15);

    private static IEnumerable<string> Words(MapShape map) =>
        map.Keys.SelectMany(k => k.AlsoWritten.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<MapShape> Maps(Shape shape) =>
        shape switch
        {
            MapShape map => map.Keys.SelectMany(k => Maps(k.Shape)).Prepend(map),
            EitherShape either => either.Alternatives.SelectMany(Maps),
            ListShape<MapValue> list => Maps(list.Item),
            DictionaryShape<MapValue> dictionary => Maps(dictionary.Value),
            _ => [],
        };
}
