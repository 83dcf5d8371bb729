using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SoakHarness.Tests.House;

public sealed partial class LayeringTests
{
    /// <summary>Namespaces that reach the outside of the process, which Analysis must not.</summary>
    private static readonly string[] Outside =
    [
        "System.IO",
        "System.Net",
        "System.Diagnostics",
        "Microsoft.Data",
        "System.Console",
    ];

    public static TheoryData<string> Projects => [.. Layer.All.Select(l => l.Project)];

    [Fact]
    public void The_table_lists_every_project_of_src() =>
        Directory
            .GetDirectories(Repository.PathOf("src"))
            .Select(Path.GetFileName)
            .Where(name => name != "obj")
            .Should()
            .BeEquivalentTo(Layer.All.Select(l => l.Project));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_table_allows(string project)
    {
        var layer = Layer.All.Single(l => l.Project == project);
        var file = XDocument.Load(Repository.PathOf("src", project, $"{project}.csproj"));

        Included(file, "ProjectReference")
            .Select(p => Path.GetFileNameWithoutExtension(p.Replace('\\', '/')))
            .Should()
            .BeSubsetOf(layer.Projects);
        Included(file, "PackageReference")
            .Where(p => !p.EndsWith("Analyzers", StringComparison.Ordinal))
            .Should()
            .BeSubsetOf(layer.Packages);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_source_file_is_in_the_namespace_of_its_folder(string project)
    {
        var wrong = Sources(project).Where(path => NamespaceOf(path) is { } name && name != Expected(project, path));

        wrong.Select(Relative).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_source_file_uses_only_projects_below_it(string project)
    {
        var allowed = Layer.All.Single(l => l.Project == project).Reachable.Append(project).ToArray();
        var wrong =
            from path in Sources(project)
            from name in UsingsOf(path)
            where OwnerOf(name) is { } owner && !allowed.Contains(owner)
            select $"{Relative(path)} uses {name}";

        wrong.Should().BeEmpty();
    }

    [Fact]
    public void Analysis_reaches_nothing_outside_the_process()
    {
        var wrong =
            from path in Sources("SoakHarness.Analysis")
            from name in UsingsOf(path)
            where Outside.Any(o => name == o || name.StartsWith($"{o}.", StringComparison.Ordinal))
            select $"{Relative(path)} uses {name}";

        wrong.Should().BeEmpty();
        File.ReadAllText(Repository.PathOf("src", "SoakHarness.Analysis", "BannedSymbols.txt"))
            .Should()
            .ContainAll("N:System.IO;", "N:System.Net;", "T:System.Console;", "T:System.Environment;");
    }

    private static IEnumerable<string> Sources(string project) =>
        Repository.Files(Path.Combine("src", project), "*.cs");

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path);

    private static IEnumerable<string> Included(XDocument file, string element) =>
        file.Descendants(element).Select(e => e.Attribute("Include")?.Value).OfType<string>();

    private static string? NamespaceOf(string path) =>
        Namespace().Match(File.ReadAllText(path)) is { Success: true } match ? match.Groups["name"].Value : null;

    private static IEnumerable<string> UsingsOf(string path) =>
        Using().Matches(File.ReadAllText(path)).Select(m => m.Groups["name"].Value);

    private static string Expected(string project, string path)
    {
        var folder = Path.GetRelativePath(Repository.PathOf("src", project), Path.GetDirectoryName(path)!);
        return folder == "." ? project : $"{project}.{folder.Replace(Path.DirectorySeparatorChar, '.')}";
    }

    private static string? OwnerOf(string name) =>
        Layer
            .All.Select(l => l.Project)
            .Where(p => name == p || name.StartsWith($"{p}.", StringComparison.Ordinal))
            .MaxBy(p => p.Length);

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (static )?(\w+ = )?(?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
