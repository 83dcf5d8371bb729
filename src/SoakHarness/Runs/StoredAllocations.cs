using SoakHarness.Analysis.Profiles;
using SoakHarness.Collection.Heaps;
using SoakHarness.Model.Heaps;
using SoakHarness.Model.Recordings;
using SoakHarness.Recordings;

namespace SoakHarness.Runs;

/// <summary>
/// Allocations on disk: those sampled in a .NET target, or those between the heap profiles of a Go target.
/// </summary>
internal static class StoredAllocations
{
    /// <summary>All complete samples of a run; files that were deleted are left out.</summary>
    internal static AllocationWindow Of(RunFolder folder, Recording recording)
    {
        AllocationWindow[] windows =
        [
            .. recording
                .Snapshots.Where(s =>
                    s is { Format: "allocations", IsComplete: true } && File.Exists(folder.File(s.File))
                )
                .Select(s => AllocationFile.Read(folder.File(s.File))),
        ];
        return new AllocationWindow(
            windows.Sum(w => w.Seconds),
            [
                .. windows.SelectMany(w => w.Samples),
                .. ProfileAllocations.Of(StoredProfiles.Of(folder, recording, "pprof-heap")),
            ]
        )
        {
            Libraries = [.. windows.SelectMany(w => w.Libraries).Distinct()],
        };
    }
}
