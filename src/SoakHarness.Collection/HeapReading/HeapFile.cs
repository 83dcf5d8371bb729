using SoakHarness.Collection.Metadata;
using SoakHarness.Collection.Proc;

namespace SoakHarness.Collection.HeapReading;

/// <summary>Has a heap read into a snapshot file of the run.</summary>
internal static class HeapFile
{
    /// <summary>Reads it.</summary>
    /// <param name="context">What is watched.</param>
    /// <param name="label">Label of the snapshot.</param>
    /// <param name="dump">Dump of the process; null to stop it and read it itself.</param>
    /// <returns>The file, by its path in the run's folder, and what was read.</returns>
    internal static (string File, HeapAnswer Read) Of(SidecarContext context, string label, string? dump)
    {
        var file = Path.Combine("snapshots", $"{label}.heap");
        var question = new HeapQuestion
        {
            Dump = dump,
            Pid = context.Options.Pid,
            Label = label,
            File = Path.GetFullPath(Path.Combine(context.Options.Folder, file)),
            Runtime = new RuntimePlace(TargetRoot.Of(context.Options.Pid)),
            Libraries = LibraryNamespaces.Of(context.Options.Pid),
        };
        return (file, context.HeapReader.Read(question));
    }
}
