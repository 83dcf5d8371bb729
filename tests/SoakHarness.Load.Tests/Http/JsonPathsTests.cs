using System.Text.Json;
using SoakHarness.Load.Http;

namespace SoakHarness.Load.Tests.Http;

public sealed class JsonPathsTests
{
    private static readonly JsonElement Json = JsonDocument
        .Parse("""{"a":{"b":[{"c":"text"},[1,true]]},"n":null}""")
        .RootElement;

    [Theory]
    [InlineData("$.a.b[0].c", "text")]
    [InlineData("a.b[1][0]", "1")]
    [InlineData("$.a.b[1]", "[1,true]")]
    [InlineData("$.n", "null")]
    public void A_path_leads_to_a_value(string path, string text) =>
        JsonPaths.Text(JsonPaths.Find(Json, path)!.Value).Should().Be(text);

    [Theory]
    [InlineData("$.x")]
    [InlineData("$.a.b[2]")]
    [InlineData("$.a.b[-1]")]
    [InlineData("$.a[0]")]
    [InlineData("$.n.x")]
    [InlineData("$.a.b[x]")]
    public void A_path_that_leads_nowhere_finds_nothing(string path) => JsonPaths.Find(Json, path).Should().BeNull();
}
