using PublicApiGenerator;
using SoakHarness.CSharp;
using SoakHarness.Tests.House;

namespace SoakHarness.Tests.CSharp;

/// <summary>
/// What scenarios in C# may use. A change here breaks or widens what users have written: when it is meant, copy the
/// text that the failed test shows into <c>PublicApi.txt</c>.
/// </summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_surface_for_scenarios_in_csharp_is_the_approved_one()
    {
        var types = typeof(Scenario)
            .Assembly.GetExportedTypes()
            .Where(t => t.Namespace == typeof(Scenario).Namespace)
            .ToArray();

        var surface = ApiGenerator.GeneratePublicApi(
            types,
            new ApiGeneratorOptions { IncludeAssemblyAttributes = false }
        );

        Lines(surface)
            .Should()
            .Equal(
                Lines(File.ReadAllText(Repository.PathOf("tests", "SoakHarness.Tests", "CSharp", "PublicApi.txt"))),
                "the surface is\n{0}",
                surface
            );
    }

    private static string[] Lines(string text) =>
        [.. text.ReplaceLineEndings("\n").Split('\n').Where(line => line.Trim().Length > 0)];
}
