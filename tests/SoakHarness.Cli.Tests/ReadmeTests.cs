using System.Text.RegularExpressions;

namespace SoakHarness.Cli.Tests;

public sealed partial class ReadmeTests
{
    private static readonly string Root = FindRoot();

    public static TheoryData<string> Commands =>
        [
            .. new[] { "README.md", "CONTRIBUTING.md" }
                .SelectMany(file => CommandsOf(File.ReadAllText(Path.Combine(Root, file))))
                .Distinct(),
        ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_soak_command_of_the_documentation_parses(string command)
    {
        var arguments = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        SoakCommand.Create().Parse(arguments).Errors.Select(e => e.Message).Should().BeEmpty();
        arguments
            .Where(a => a.StartsWith("scenarios/", StringComparison.Ordinal))
            .Where(a => !Path.Exists(Path.Combine(Root, a)))
            .Should()
            .BeEmpty("the documentation names existing scenarios");
    }

    [Fact]
    public void The_two_commands_of_the_readme_are_there()
    {
        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));

        readme
            .Should()
            .Contain("\ndotnet run -c Release --project src/SoakHarness.Cli -- run scenarios/static-cache-leak.yaml\n");
        readme.Should().Contain("\ndotnet test -c Release\n");
    }

    [Fact]
    public void The_readme_lists_every_exit_code_and_every_verb()
    {
        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        int[] codes =
        [
            ExitCodes.Passed,
            ExitCodes.Failed,
            ExitCodes.BadInput,
            ExitCodes.BrokenEnvironment,
            ExitCodes.Inconclusive,
            ExitCodes.LoadNotDelivered,
            ExitCodes.Interrupted,
        ];

        readme.Should().ContainAll(codes.Select(code => FormattableString.Invariant($"\n| {code} |")));
        readme
            .Should()
            .ContainAll(SoakCommand.Create().Subcommands.Where(c => !c.Hidden).Select(c => $"soak {c.Name}"));
    }

    [Fact]
    public void The_contributor_page_is_short() =>
        File.ReadAllLines(Path.Combine(Root, "CONTRIBUTING.md")).Length.Should().BeLessThan(100);

    /// <summary>Lines of shell blocks, and code in tables; placeholders in capitals stand for files.</summary>
    private static IEnumerable<string> CommandsOf(string text) =>
        Soak().Matches(text).Select(m => m.Groups["arguments"].Value.Replace("…", "", StringComparison.Ordinal).Trim());

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SoakHarness.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests must run inside the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(
        @"^(dotnet run .*-- |soak )(?<arguments>.+)$|`soak (?<arguments>[^`\n]*[A-Z]…?[^`\n]*)`",
        RegexOptions.Multiline
    )]
    private static partial Regex Soak();
}
