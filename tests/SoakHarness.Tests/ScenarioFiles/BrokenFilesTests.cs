using SoakHarness.ScenarioFiles;
using SoakHarness.Tests.House;
using SoakHarness.Tests.Recordings;

namespace SoakHarness.Tests.ScenarioFiles;

public sealed class BrokenFilesTests
{
    private static readonly string Folder = Repository.PathOf("tests", "SoakHarness.Tests", "ScenarioFiles", "Broken");

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_broken_file_gives_all_its_problems_as_expected(string name)
    {
        var expected = File.ReadAllText(Path.Combine(Folder, $"{name}.expected"));

        var result = ScenarioFile.Read(Path.Combine(Folder, $"{name}.yaml"), new Dictionary<string, string>());

        var lines = result.Problems.Select(p =>
            p.ToString().Replace(Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
        );
        string.Join("\n", lines.Append("")).Should().Be(expected);
        result.Spec.Should().BeNull();
    }

    [Fact]
    public void There_are_at_least_ten_broken_files() => Files.Should().HaveCountGreaterThanOrEqualTo(10);

    [Fact]
    public void A_folder_is_no_scenario_and_the_problem_names_the_command_for_it() =>
        ScenarioFile
            .Read(Folder, new Dictionary<string, string>())
            .Problems.Should()
            .ContainSingle()
            .Which.Message.Should()
            .Contain("is a folder")
            .And.Contain("soak verify");

    [Fact]
    public void A_file_in_another_encoding_is_refused_and_not_read_with_wrong_letters()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("latin.yaml"), [.. "name: caf"u8, 0xe9, (byte)'\n']);

        ScenarioFile
            .Read(folder.File("latin.yaml"), new Dictionary<string, string>())
            .Problems.Should()
            .ContainSingle()
            .Which.Message.Should()
            .Contain("UTF-8");
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_problem_and_no_exception()
    {
        var result = ScenarioFile.Read("nowhere.yaml", new Dictionary<string, string>());

        result
            .Problems.Should()
            .ContainSingle()
            .Which.ToString()
            .Should()
            .StartWith("nowhere.yaml:1:1: cannot be read: ");
    }
}
