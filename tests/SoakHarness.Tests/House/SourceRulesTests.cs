using System.Text.RegularExpressions;

namespace SoakHarness.Tests.House;

public sealed partial class SourceRulesTests
{
    private const int LongestFile = 300;
    private const int LongestLine = 120;
    private const int MostPragmas = 4;

    private static readonly string[] Folders = ["src", "tests", "scenarios", ".github", ".ci"];
    private static readonly string[] TextFiles =
    [
        ".cs",
        ".csproj",
        ".yaml",
        ".yml",
        ".md",
        ".json",
        ".mjs",
        ".go",
        ".txt",
        ".props",
        ".sh",
    ];

    [Fact]
    public void No_source_file_is_longer_than_the_cap()
    {
        var tooLong = Repository
            .Files("src", "*.cs")
            .Select(f => (Name: Relative(f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > LongestFile)
            .Select(f => $"{f.Name}: {f.Lines} lines");

        tooLong.Should().BeEmpty();
    }

    /// <summary>A text may run on, since one that is cut in pieces is not found by searching for it.</summary>
    [Fact]
    public void No_line_of_code_or_comment_is_longer_than_the_cap()
    {
        var tooLong =
            from file in new[] { "src", "tests", "scenarios" }.SelectMany(folder => Repository.Files(folder, "*.cs"))
            from line in Code(file)
            where line.Text.Length > LongestLine && !line.Text.Contains('"') && !line.Text.StartsWith('#')
            select $"{Relative(file)}:{line.Number}: {line.Text.Length} characters";

        tooLong.Should().BeEmpty();
    }

    [Fact]
    public void Src_has_next_to_no_pragmas()
    {
        var pragmas =
            from file in Repository.Files("src", "*.cs")
            from line in File.ReadLines(file)
            where line.TrimStart().StartsWith("#pragma warning disable", StringComparison.Ordinal)
            select $"{Relative(file)}: {line.Trim()}";

        pragmas.Should().HaveCountLessThanOrEqualTo(MostPragmas);
    }

    [Fact]
    public void Nothing_committed_names_a_machine()
    {
        var wrong =
            from file in Folders.SelectMany(folder => Repository.Files(folder, "*"))
            where TextFiles.Contains(Path.GetExtension(file)) && Path.GetFileName(file) != "SourceRulesTests.cs"
            from match in MachinePath().Matches(File.ReadAllText(file))
            select $"{Relative(file)}: {match.Value}";

        wrong.Should().BeEmpty();
    }

    [Fact]
    public void Nothing_is_left_to_be_done_later()
    {
        var wrong =
            from file in Repository.Files("src", "*.cs")
            where Unfinished().IsMatch(File.ReadAllText(file))
            select Relative(file);

        wrong.Should().BeEmpty();
    }

    /// <summary>The lines that are not inside a raw text, numbered from 1.</summary>
    private static IEnumerable<(string Text, int Number)> Code(string file)
    {
        var isText = false;
        foreach (var (text, i) in File.ReadLines(file).Select((text, i) => (text, i)))
        {
            var began = isText;
            isText ^= text.Split("\"\"\"").Length % 2 == 0;
            if (!began)
                yield return (text, i + 1);
        }
    }

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path);

    [GeneratedRegex(@"(?<![\w/.}$])/(root|work|tmp/wt)/[\w.]+|[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|NotImplementedException")]
    private static partial Regex Unfinished();
}
