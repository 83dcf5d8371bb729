using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Runtime;

namespace SoakHarness.Collection.Metadata;

/// <summary>
/// Finds the files of a process or dump where the process had them, and nowhere else: no symbol server is asked.
/// </summary>
/// <param name="root">What stands before its paths, so that they name its files here; empty for none.</param>
internal sealed class FilesBesideIt(string root) : IFileLocator
{
    /// <summary>Options that look for files only here.</summary>
    internal static DataTargetOptions Options(RuntimePlace place) =>
        new() { FileLocator = new FilesBesideIt(place.Root) };

    /// <inheritdoc />
    public string? FindPEImage(string fileName, int buildTimeStamp, int imageSize, bool checkProperties) =>
        Find(fileName);

    /// <inheritdoc />
    public string? FindPEImage(
        string fileName,
        SymbolProperties archivedUnder,
        ImmutableArray<byte> buildIdOrUUID,
        OSPlatform originalPlatform,
        bool checkProperties
    ) => Find(fileName);

    private string? Find(string file) => File.Exists(root + file) ? root + file : null;
}
