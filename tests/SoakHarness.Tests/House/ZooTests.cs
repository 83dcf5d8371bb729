using System.Diagnostics;

namespace SoakHarness.Tests.House;

public sealed class ZooTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-zoo").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_scenarios_of_the_zoo_are_what_their_script_writes()
    {
        using var script = Process.Start(
            new ProcessStartInfo("bash", [Repository.PathOf("scenarios", "zoo", "generate.sh"), _folder])
            {
                RedirectStandardError = true,
            }
        )!;
        var errors = await script.StandardError.ReadToEndAsync();
        await script.WaitForExitAsync();

        script.ExitCode.Should().Be(0, errors);
        Texts(Repository.PathOf("scenarios", "zoo"))
            .Should()
            .BeEquivalentTo(Texts(_folder), "scenarios/zoo/generate.sh writes them");
    }

    private static Dictionary<string, string> Texts(string folder) =>
        Directory.GetFiles(folder, "*.yaml").ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
}
