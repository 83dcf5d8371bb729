using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using SoakHarness.Collection.Proc;

namespace SoakHarness.Collection.Metadata;

/// <summary>
/// The namespaces of the libraries that a program has loaded: of assemblies that came in packages, less those that the
/// program has types in as well. The framework's are known by their names and left out.
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

        void Add(IEnumerable<string> names, PackageList packages, Func<string, Stream?> open)
        {
            foreach (var name in names)
                (packages.Has(name) ? libraries : own).UnionWith(In(() => open(name)));
        }
    }

    private static IEnumerable<string> In(Func<Stream?> open)
    {
        try
        {
            if (open() is not { } assembly)
                return [];
            using var image = new PEReader(assembly);
            if (!image.HasMetadata)
                return [];
            var reader = image.GetMetadataReader();
            return
            [
                .. reader
                    .TypeDefinitions.Select(type => reader.GetTypeDefinition(type).Namespace)
                    .Where(name => !name.IsNil)
                    .Distinct()
                    .Select(reader.GetString),
            ];
        }
        catch (Exception unreadable)
            when (unreadable
                    is BadImageFormatException
                        or InvalidDataException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            return [];
        }
    }

    private static bool IsFramework(string name) =>
        Framework.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    [GeneratedRegex(@"/\S[^\n]*\.dll(?=\n|$)")]
    private static partial Regex Mapped();
}
