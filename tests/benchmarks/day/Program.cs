using System.Globalization;
using SoakHarness.DayBench;
using SoakHarness.Recordings;

// Writes a recording of 24 hours at one second: dotnet run -c Release --project tests/benchmarks/day -- FOLDER [HOURS]
// [STEP…]
var folder = Directory.CreateDirectory(args[0]).FullName;
var hours = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 24;
await using var store = RecordingStore.Open(Path.Combine(folder, RunFolder.RecordingName));
store.Describe(
    new Dictionary<string, string>
    {
        ["run-id"] = "day",
        ["scenario"] = "day",
        ["started-at"] = "2026-03-01T00:00:00.0000000+00:00",
    }
);
var day = new Day(20260301, args.Skip(2));
for (var second = 0; second < hours * 3600; second++)
{
    foreach (var entry in day.Second(second))
        store.Write(entry);
    // The store's queue is bounded: no faster than it is written.
    if (second % 2000 == 1999)
        await Task.Delay(700);
}
