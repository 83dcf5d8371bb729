using System.Globalization;
using SoakHarness.Collection.Proc;
using SoakHarness.Collection.Sources;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Cgroups;

/// <summary>
/// Reads the memory of the target's cgroup, and tells its limit once, at the start. Without a memory cgroup it reads
/// nothing.
/// </summary>
internal sealed class CgroupSource : ISampleSource
{
    private readonly SidecarContext _context;
    private readonly CgroupPlace? _place;
    private readonly string _folder;

    internal CgroupSource(SidecarContext context)
    {
        _context = context;
        _place = CgroupPlace.Of("memory", context.Options.Pid);
        _folder = _place?.Folders.First() ?? "";
        if (_place is null || CgroupLimit.Read(_place, KernelFile.Text) is not { } limit)
            return;
        Limit = limit.Bytes;
        context.Fact(TargetLimits.Memory, limit.Bytes.ToString(CultureInfo.InvariantCulture));
        context.Fact(TargetLimits.MemorySource, limit.Origin);
    }

    /// <summary>Bytes; null when there is no limit.</summary>
    internal long? Limit { get; }

    public ValueTask SampleAsync(CancellationToken cancel)
    {
        if (
            _place is not { Version: var version }
            || CgroupFiles.Number(KernelFile.Text($"{_folder}/{version.Usage}")) is not { } usage
        )
            return ValueTask.CompletedTask;
        _context.Read("cgroup-memory", usage);
        var detail = KernelFile.Text($"{_folder}/memory.stat");
        if (CgroupFiles.Field(detail, version.Anonymous) is { } anonymous)
            _context.Read("cgroup-anonymous", anonymous);
        if (CgroupFiles.Field(detail, version.InactiveFile) is { } inactive)
            _context.Read("cgroup-working-set", Math.Max(0, usage - inactive));
        return ValueTask.CompletedTask;
    }
}
