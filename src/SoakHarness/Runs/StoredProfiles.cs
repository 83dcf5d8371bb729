using SoakHarness.Analysis.Profiles;
using SoakHarness.Collection.Go;
using SoakHarness.Model.Recordings;
using SoakHarness.Recordings;

namespace SoakHarness.Runs;

/// <summary>Profiles on disk with their place in the run.</summary>
internal static class StoredProfiles
{
    /// <summary>The complete profiles of one kind, in time order; files that were deleted are left out.</summary>
    /// <exception cref="InvalidDataException">A profile is damaged.</exception>
    internal static IReadOnlyList<ProfileStage> Of(RunFolder folder, Recording recording, string format) =>
        [
            .. recording
                .Snapshots.Where(s => s.Format == format && s.IsComplete && File.Exists(folder.File(s.File)))
                .Select(s => new ProfileStage(
                    Pprof.Read(File.ReadAllBytes(folder.File(s.File))),
                    s.Time,
                    recording.RequestsUntil(s.Time)
                )),
        ];
}
