using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Keys;

/// <summary>Keys of <c>watch</c>.</summary>
internal static class WatchKeys
{
    /// <summary>The map under <c>watch</c>.</summary>
    public static MapShape Shape { get; } =
        new([
            new("every", Scalars.Duration, "Sampling period.")
            {
                AlsoWritten = "interval period sampling sample-every",
                Default = "1s",
            },
            new(
                "checkpoint",
                new EitherShape(Scalars.Choice(("off", false), ("on", true)), Checkpoint),
                "Full blocking GC induced in the target, after which the live bytes are read; off for passive watching."
            )
            {
                AlsoWritten = "gc",
                Default = "on, with adaptive spacing",
            },
            new(
                "heap-snapshots",
                Scalars.Whole(0, 100),
                "Heap snapshots spread over the run, and from 2 on one more when the floor has grown by a quarter and 16 MiB since the first; 0 is off."
            )
            {
                AlsoWritten = "snapshots snapshot dumps heap-dumps",
                Default = "3",
            },
            new("drain", Scalars.DurationOrZero, "Longest wait after the load for the floor to settle; 0s for none.")
            {
                AlsoWritten = "settle cool-down",
                Default = "15s",
            },
            new(
                "allocation-sampling",
                Scalars.DurationOrZero,
                "Length of the windows that find allocation sites; 0s is off."
            )
            {
                Default = "10s",
            },
        ]);

    private static MapShape Checkpoint =>
        new([
            new("every", Scalars.Duration, "Spacing.")
            {
                AlsoWritten = "interval period",
                Default = "adaptive: denser at the start, at most 1 % of the time paused (3 % in the first 2 minutes)",
            },
            new("quiesce", Scalars.DurationOrZero, "Load pauses this long before each reading.")
            {
                AlsoWritten = "pause",
                Default = "none",
            },
            new("within", Scalars.Duration, "Deadline of one checkpoint.")
            {
                AlsoWritten = "timeout deadline",
                Default = "10s",
            },
        ])
        {
            Alone = _ => "every",
        };
}
