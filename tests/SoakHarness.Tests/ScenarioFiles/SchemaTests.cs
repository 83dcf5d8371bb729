using System.Collections;
using System.Text.Json.Nodes;
using SoakHarness.ScenarioFiles;
using SoakHarness.ScenarioFiles.Keys;
using SoakHarness.ScenarioFiles.Shapes;
using SoakHarness.ScenarioFiles.Yaml;
using SoakHarness.Tests.House;

namespace SoakHarness.Tests.ScenarioFiles;

public sealed class SchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(ScenarioSchema.Render())!.AsObject();

    public static TheoryData<string> ValidFiles =>
        [
            .. Repository
                .Files("scenarios", "*.yaml")
                .Concat(Repository.Files("tests/SoakHarness.Tests/ScenarioFiles/Good", "*.yaml"))
                .Select(path => Path.GetRelativePath(Repository.Root, path)),
        ];

    /// <summary>Broken in a way that a schema can see: keys, kinds, forms, missing and exclusive keys.</summary>
    public static TheoryData<string> BrokenFiles =>
        ["unknown-keys", "wrong-units", "wrong-types", "missing", "exclusive", "metrics"];

    [Theory]
    [MemberData(nameof(ValidFiles))]
    public void A_valid_file_satisfies_the_schema(string path) =>
        SchemaCheck.Faults(Schema, ToJson(path)).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(BrokenFiles))]
    public void A_broken_file_violates_the_schema(string name) =>
        SchemaCheck
            .Faults(Schema, ToJson($"tests/SoakHarness.Tests/ScenarioFiles/Broken/{name}.yaml"))
            .Should()
            .NotBeEmpty();

    [Theory]
    [MemberData(nameof(ValidFiles))]
    public void A_valid_file_has_no_problems(string path) =>
        ScenarioFile.Read(Repository.PathOf(path), TestEnvironment()).Problems.Should().BeEmpty();

    [Fact]
    public void Every_scenario_of_the_repository_can_be_run() =>
        Repository
            .Files("scenarios", "*.yaml")
            .SelectMany(path => ScenarioFile.Read(path, new Dictionary<string, string>()).Problems)
            .Should()
            .BeEmpty();

    [Fact]
    public void Every_key_of_the_reader_is_in_the_schema_with_a_description()
    {
        var described = DescribedPaths(Schema, "").ToHashSet();

        ScenarioKeys.AllPaths().Should().HaveCountGreaterThan(100).And.BeSubsetOf(described);
    }

    [Fact]
    public void The_schema_names_its_draft() =>
        ((string?)Schema["$schema"]).Should().Be("https://json-schema.org/draft/2020-12/schema");

    [Theory]
    [InlineData("dotnet")]
    [InlineData("go")]
    [InlineData("worker")]
    public void A_starter_scenario_is_valid(string kind)
    {
        var folder = Directory.CreateTempSubdirectory("soak-starter");
        var file = Path.Combine(folder.FullName, "starter.yaml");
        File.WriteAllText(file, StarterScenario.Render(kind, "starter"));

        ScenarioFile.Read(file, new Dictionary<string, string>()).Problems.Should().BeEmpty();
        SchemaCheck.Faults(Schema, ToJson(file)).Should().BeEmpty();
        folder.Delete(recursive: true);
    }

    private static Dictionary<string, string> TestEnvironment() =>
        new()
        {
            ["SOAK_TOKEN"] = "token",
            ["TENANT"] = "acme",
            ["PASSWORD"] = "password",
        };

    private static IEnumerable<string> DescribedPaths(JsonObject schema, string path)
    {
        var own = schema["properties"]?.AsObject() ?? [];
        var inner = own.Where(p => p.Value!["description"] is not null)
            .SelectMany(p =>
                DescribedPaths(p.Value!.AsObject(), Reading.Join(path, p.Key)).Prepend(Reading.Join(path, p.Key))
            );
        var alternatives = schema["anyOf"]?.AsArray().SelectMany(a => DescribedPaths(a!.AsObject(), path)) ?? [];
        var items = new[] { schema["items"], schema["additionalProperties"] }
            .OfType<JsonObject>()
            .SelectMany(i => DescribedPaths(i, path));
        return inner.Concat(alternatives).Concat(items);
    }

    /// <summary>The document as a JSON Schema tool sees it.</summary>
    private static JsonNode? ToJson(string path)
    {
        var root = YamlTree.Read(File.ReadAllText(Repository.PathOf(path)))!;
        var placeholders = new Placeholders(EveryName.Instance, new LoadPlaceholders(root));
        return JsonNode.Parse((string)new JsonShape().Read(root, "", new Reading(path, placeholders))!);
    }

    /// <summary>An environment that leaves every placeholder as it is.</summary>
    private sealed class EveryName : IReadOnlyDictionary<string, string>
    {
        public static EveryName Instance { get; } = new();

        public IEnumerable<string> Keys => [];

        public IEnumerable<string> Values => [];

        public int Count => 0;

        public string this[string key] => $"${{{key}}}";

        public bool ContainsKey(string key) => true;

        public bool TryGetValue(string key, out string value)
        {
            value = this[key];
            return true;
        }

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
            Enumerable.Empty<KeyValuePair<string, string>>().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
