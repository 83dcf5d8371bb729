using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Keys;

/// <summary>Keys of one item of <c>load.simulations</c>: exactly one load shape.</summary>
internal static class SimulationKeys
{
    private static readonly Key Rate = new("rate", Scalars.Rate, "Arrivals per second, minute or hour.")
    {
        IsRequired = true,
    };

    private static readonly Key Copies = new("copies", Scalars.Whole(1, 1_000_000), "Number of virtual users.")
    {
        IsRequired = true,
    };

    private static readonly Key During = new("during", Scalars.Duration, "How long it lasts.") { IsRequired = true };

    private static readonly Key Arrivals = new(
        "arrivals",
        Scalars.Choice(("uniform", ArrivalKind.Uniform), ("poisson", ArrivalKind.Poisson)),
        "Spacing of the arrivals: equal, or a Poisson process drawn from the seed."
    )
    {
        Default = "uniform",
    };

    private static readonly Key[] Shapes =
    [
        new("inject", new MapShape([Rate, During, Arrivals]), "Open model, constant arrival rate."),
        new("ramping-inject", new MapShape([Rate, During, Arrivals]), "Open model, linear from the previous rate."),
        new("keep-constant", new MapShape([Copies, During]), "Closed model, a constant number of virtual users."),
        new("ramping-constant", new MapShape([Copies, During]), "Closed model, linear from the previous number."),
        new("pause", new MapShape([During]), "No load."),
        new("iterations", Iterations, "A fixed number of iterations, by virtual users or at a rate."),
    ];

    /// <summary>The map of one item.</summary>
    public static MapShape Shape { get; } =
        new(Shapes) { Exclusives = [new Exclusive([.. Shapes.Select(s => s.Name)], IsRequired: true)] };

    private static MapShape Iterations =>
        new([
            new("count", Scalars.Whole(1, long.MaxValue), "Iterations in all.") { IsRequired = true },
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
