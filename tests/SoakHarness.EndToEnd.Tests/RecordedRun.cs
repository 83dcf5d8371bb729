using SoakHarness.Model.Recordings;
using SoakHarness.Recordings;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>Writes recordings as runs leave them: two minutes of steady load, a floor every two seconds.</summary>
internal static class RecordedRun
{
    /// <summary>Writes a run's folder under <paramref name="parent"/>.</summary>
    /// <param name="parent">Folder of runs.</param>
    /// <param name="id">Name of the run.</param>
    /// <param name="leak">Bytes that every request leaves.</param>
    /// <param name="facts">Facts about the build.</param>
    public static async Task<string> WriteAsync(
        string parent,
        string id,
        double leak,
        params (string Name, string Value)[] facts
    )
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, id)).FullName;
        var target = new Source(SourceRole.Target, "host", "app", 1);
        var generator = new Source(SourceRole.Generator, "host", "soak", 2);
        await using var store = RecordingStore.Open(Path.Combine(folder, RunFolder.RecordingName));
        var meta = facts.ToDictionary(f => "fact." + f.Name, f => f.Value);
        meta["run-id"] = id;
        meta["scenario"] = "shop";
        meta["started-at"] = $"{id[..10]}T01:00:00.0000000+00:00";
        store.Describe(meta);
        store.Write(new RunEvent(target, 0, RunEventKind.Phase, "inject"));
        for (var second = 1; second <= 120; second++)
            WriteSecond(store, (target, generator), second, leak);
        store.Write(new RunEvent(target, 120, RunEventKind.Phase, "end"));
        return folder;
    }

    private static void WriteSecond(
        RecordingStore store,
        (Source Target, Source Generator) sources,
        int second,
        double leak
    )
    {
        var noise = Math.Sin(12.9898 * second);
        store.Write(new Reading(sources.Target, second, "allocated", second * 200_000));
        store.Write(
            new LoadWindow(sources.Generator, second)
            {
                Seconds = 1,
                Scenario = "shop",
                Step = "",
                Asked = 100,
                Sent = 100,
                Completed = 100,
                Latency = new LatencyCounts([2000], [100], 2e5, 2000),
            }
        );
        if (second % 2 == 0)
        {
            store.Write(
                new Checkpoint(sources.Target, second)
                {
                    Outcome = CheckpointOutcome.Completed,
                    LiveBytes = (long)(5e6 + 100 * leak * second + 3000 * noise),
                }
            );
        }
    }
}
