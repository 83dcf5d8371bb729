using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Keys;

/// <summary>Keys of one item of <c>load.simulations</c>: exactly one load shape.</summary>
internal static class SimulationKeys
{
    private static readonly Key Rate = new("rate", Scalars.Rate, "Arrivals per second, minute or hour.")
    {
        AlsoWritten = "rps per-second arrival-rate",
        IsRequired = true,
    };

    private static readonly Key Copies = new("copies", Scalars.Whole(1, 1_000_000), "Number of virtual users.")
    {
        AlsoWritten = "users vus virtual-users concurrency",
        IsRequired = true,
    };

    private static readonly Key During = new("during", Scalars.Duration, "How long it lasts.")
    {
        AlsoWritten = "duration for time length",
        IsRequired = true,
    };

    private static readonly Key Arrivals = new(
        "arrivals",
        Scalars.Choice(("uniform", ArrivalKind.Uniform), ("poisson", ArrivalKind.Poisson)),
        "Spacing of the arrivals: equal, or a Poisson process drawn from the seed."
    )
    {
        AlsoWritten = "distribution spacing",
        Default = "uniform",
    };

    private static readonly Key[] Shapes =
    [
        new(
            "inject",
            new MapShape([Rate, During, Arrivals]) { Alone = _ => "rate" },
            "Open model, constant arrival rate."
        )
        {
            AlsoWritten = "rate rps constant-rate arrival-rate constant-arrival-rate open",
        },
        new(
            "ramping-inject",
            new MapShape([Rate, During, Arrivals]) { Alone = _ => "rate" },
            "Open model, linear from the previous rate."
        )
        {
            AlsoWritten = "ramp ramping ramp-up ramp-rate ramping-rate ramping-arrival-rate",
        },
        new(
            "keep-constant",
            new MapShape([Copies, During]) { Alone = _ => "copies" },
            "Closed model, a constant number of virtual users."
        )
        {
            AlsoWritten = "constant users vus copies closed constant-vus",
        },
        new(
            "ramping-constant",
            new MapShape([Copies, During]) { Alone = _ => "copies" },
            "Closed model, linear from the previous number."
        )
        {
            AlsoWritten = "ramp ramping ramp-users ramping-users ramping-vus",
        },
        new("pause", new MapShape([During]) { Alone = _ => "during" }, "No load.") { AlsoWritten = "wait sleep idle" },
        new("iterations", Iterations, "A fixed number of iterations, by virtual users or at a rate.")
        {
            AlsoWritten = "count repeat shared-iterations",
        },
    ];

    /// <summary>The map of one item.</summary>
    public static MapShape Shape { get; } =
        new(Shapes) { Exclusives = [new Exclusive([.. Shapes.Select(s => s.Name)], IsRequired: true)] };

    private static MapShape Iterations =>
        new([
            new("count", Scalars.Whole(1, long.MaxValue), "Iterations in all.")
            {
                AlsoWritten = "iterations total times number",
                IsRequired = true,
            },
            Copies with
            {
                IsRequired = false,
                Default = "1",
            },
            Rate with
            {
                IsRequired = false,
            },
        ])
        {
            Exclusives = [new Exclusive(["copies", "rate"])],
        };
}
