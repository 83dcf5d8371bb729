using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using SoakHarness.Collection.Metadata;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// Source lines of methods, from the portable symbols beside an assembly or inside it. Nothing is looked for elsewhere:
/// an assembly without symbols of its own build has no lines.
/// </summary>
/// <param name="root">What stands before the target's paths, so that they name its files here; empty for none.</param>
/// <param name="program">The program with assemblies inside it; null for any other.</param>
internal sealed class SourceLines(string root = "", SingleFile? program = null) : IDisposable
{
    private readonly Dictionary<string, MetadataReaderProvider?> _symbols = [];

    /// <summary>File and line, e.g. <c>Cart.cs:20</c>; null when there are no symbols of it.</summary>
    /// <param name="assembly">
    /// Path of the assembly, as the target has it; of one inside a program, where it would be beside it.
    /// </param>
    /// <param name="token">Metadata token of the method.</param>
    /// <param name="offset">Offset in its intermediate language.</param>
    internal string? Of(string assembly, int token, int offset)
    {
        if (!_symbols.TryGetValue(assembly, out var symbols))
            _symbols[assembly] = symbols = Open(root + assembly);
        if (symbols is null || MetadataTokens.EntityHandle(token) is not { Kind: HandleKind.MethodDefinition } method)
            return null;
        try
        {
            return Line(
                symbols.GetMetadataReader(),
                ((MethodDefinitionHandle)method).ToDebugInformationHandle(),
                offset
            );
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var symbols in _symbols.Values)
            symbols?.Dispose();
    }

    private static string? Line(MetadataReader reader, MethodDebugInformationHandle method, int offset)
    {
        var point = reader
            .GetMethodDebugInformation(method)
            .GetSequencePoints()
            .LastOrDefault(p => p.Offset <= offset && !p.IsHidden);
        if (point.Document.IsNil)
            return null;
        var path = reader.GetString(reader.GetDocument(point.Document).Name);
        var file = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        return string.Create(CultureInfo.InvariantCulture, $"{file}:{point.StartLine}");
    }

    private MetadataReaderProvider? Open(string assembly)
    {
        try
        {
            Stream? content = File.Exists(assembly)
                ? File.OpenRead(assembly)
                : program?.Open(Path.GetFileName(assembly));
            if (content is null)
                return null;
            using var image = new PEReader(content);
            return image.TryOpenAssociatedPortablePdb(assembly, OpenFile, out var symbols, out _) ? symbols : null;
        }
        catch (Exception unreadable)
            when (unreadable
                    is BadImageFormatException
                        or InvalidDataException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            return null;
        }
    }

    private static FileStream? OpenFile(string path) => File.Exists(path) ? File.OpenRead(path) : null;
}
