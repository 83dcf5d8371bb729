using System.Text.RegularExpressions;
using SoakHarness.Collection.Proc;

namespace SoakHarness.Collection.Metadata;

/// <summary>
/// The namespaces of the libraries that a program has loaded: of assemblies that came in packages, less those that the
/// program has types in as well. A package of the company that the program itself states is the program's own. The
/// framework's are known by their names and left out.
/// </summary>
internal static partial class LibraryNamespaces
{
    private static readonly string[] Framework = ["System.", "Microsoft."];

    /// <summary>Those of a process; none where it cannot be looked into.</summary>
    internal static IReadOnlyList<string> Of(int pid)
    {
        try
        {
            var (mapped, root) = (Mapped().Matches(File.ReadAllText($"/proc/{pid}/maps")), TargetRoot.Of(pid));
            return Of(
                mapped.Select(match => match.Value).Distinct().Select(path => root + path),
                SingleFile.Of($"/proc/{pid}/exe")
            );
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Those of assemblies.</summary>
    /// <param name="assemblies">Paths of files.</param>
    /// <param name="program">The program with more of them inside it; null when it has none.</param>
    internal static IReadOnlyList<string> Of(IEnumerable<string> assemblies, SingleFile? program = null)
    {
        var (libraries, own) = (new HashSet<string>(), new HashSet<string>());
        var known = assemblies.Where(path => File.Exists(path) && !IsFramework(Path.GetFileName(path)));
        foreach (var folder in known.GroupBy(path => Path.GetDirectoryName(path)!))
            Add(folder, PackageList.Of(folder.Key), File.OpenRead);
        if (program is not null)
            Add(program.Assemblies.Where(name => !IsFramework(name)), PackageList.Of(program), program.Open);
        return [.. libraries.Except(own).Where(name => !IsFramework(name + '.')).Order(StringComparer.Ordinal)];

        void Add(IEnumerable<string> files, PackageList packages, Func<string, Stream?> open)
        {
            var read = files.Select(name => (Name: name, Names: AssemblyNames.Of(() => open(name)))).ToArray();
            var companies = read.Where(a => !packages.Has(a.Name)).Select(a => a.Names.Company).ToHashSet();
            foreach (var (name, names) in read)
            {
                var isOwn = !packages.Has(name) || names.Company is not null && companies.Contains(names.Company);
                (isOwn ? own : libraries).UnionWith(names.Namespaces);
            }
        }
    }

    private static bool IsFramework(string name) =>
        Framework.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    [GeneratedRegex(@"/\S[^\n]*\.dll(?=\n|$)")]
    private static partial Regex Mapped();
}
