using SoakHarness.Analysis.Fitting;
using SoakHarness.Analysis.Judging;

namespace SoakHarness.Analysis.Tests;

/// <summary>Statistics beside published values, and beside sums that one can do by hand.</summary>
public sealed class ReferenceValuesTests
{
    /// <summary>NIST StRD, linear regression, data set Norris: y and x.</summary>
    private static readonly (double Y, double X)[] Norris =
    [
        (0.1, 0.2),
        (338.8, 337.4),
        (118.1, 118.2),
        (888.0, 884.6),
        (9.2, 10.1),
        (228.1, 226.5),
        (668.5, 666.3),
        (998.5, 996.3),
        (449.1, 448.6),
        (778.9, 777.0),
        (559.2, 558.2),
        (0.3, 0.4),
        (0.1, 0.6),
        (778.1, 775.5),
        (668.8, 666.9),
        (339.3, 338.0),
        (448.9, 447.5),
        (10.8, 11.6),
        (557.7, 556.0),
        (228.3, 228.1),
        (998.0, 995.8),
        (888.8, 887.6),
        (119.6, 120.2),
        (0.3, 0.3),
        (0.6, 0.3),
        (557.6, 556.8),
        (339.3, 339.1),
        (888.0, 887.2),
        (998.5, 999.0),
        (778.9, 779.0),
        (10.2, 11.1),
        (117.6, 118.3),
        (228.9, 229.2),
        (668.4, 669.1),
        (449.2, 448.9),
        (0.2, 0.5),
    ];

    [Fact]
    public void Least_squares_gives_the_certified_values_of_NIST()
    {
        double[] ones = [.. Norris.Select(_ => 1.0)];
        var fit = LeastSquares.Fit([ones, [.. Norris.Select(p => p.X)]], [.. Norris.Select(p => p.Y)])!;
        var deviation = Math.Sqrt(fit.Residuals.Sum(r => r * r) / (Norris.Length - 2));

        fit.Coefficients[0].Should().BeApproximately(-0.262323073774029, 1e-9);
        fit.Coefficients[1].Should().BeApproximately(1.00211681802045, 1e-12);
        deviation.Should().BeApproximately(0.884796396144373, 1e-10);
        (deviation * Math.Sqrt(fit.Leverage[1])).Should().BeApproximately(0.429796848199937e-3, 1e-12);
    }

    [Fact]
    public void The_slope_of_Sens_own_example_is_four()
    {
        // Sen 1968: the 21 slopes have the median 4; with a normal deviate of 1.645 the 5th and the 17th of them are
        // the ends (as scipy's theilslopes has it).
        var slope = TheilSen.Slope([1, 2, 3, 4, 10, 12, 18], [9, 15, 19, 20, 45, 55, 78])!;

        slope.Estimate.Should().BeApproximately(4, 1e-12);
        slope.Low.Should().BeApproximately(45.0 / 12, 1e-12);
        slope.High.Should().BeApproximately(46.0 / 11, 1e-12);
    }

    [Fact]
    public void The_correlation_of_neighbours_has_its_bias_added()
    {
        // Residuals of a constant: -1 -1 1 1 -1 -1 1 1; neighbours multiply to 1 -1 1 -1 1 -1 1 = 1; 1/8 + (1 + 3/8) /
        // 8.
        double[] y = [-1, -1, 1, 1, -1, -1, 1, 1];

        LeastSquares
            .Fit(
                [
                    [.. y.Select(_ => 1.0)],
                ],
                y
            )!
            .Rho.Should()
            .BeApproximately(0.125 + 1.375 / 8, 1e-12);
    }

    [Fact]
    public void Two_models_weigh_as_their_criteria_differ()
    {
        // 0 1 0 1 ...: squares about the mean 2, about the line 40/21; eight points: sqrt(8) (20/21)^4 = 2.327.
        double[] t = [.. Enumerable.Range(0, 8).Select(i => i / 7.0)];
        var weights = ModelAverage
            .Fit(t, [0, 1, 0, 1, 0, 1, 0, 1], 1e-9)
            .Weights.ToDictionary(w => w.Name, w => w.Weight);

        (weights["constant"] / weights["linear"]).Should().BeApproximately(Math.Sqrt(8) * Math.Pow(20.0 / 21, 4), 1e-6);
        weights.Values.Sum().Should().BeApproximately(1, 1e-9);
    }

    [Fact]
    public void The_largest_fall_is_from_the_highest_point_before() =>
        Gates.LargestFall([3, 7, 5, 6, 2, 9, 8]).Should().Be(5);

    [Fact]
    public void A_block_is_worth_its_lowest_tenth()
    {
        // 528 points make 48 blocks of 11; the value at index (11 - 1) / 10 = 1 of each block is its second smallest.
        double[] times = [.. Enumerable.Range(0, 528).Select(i => (double)i)];
        var blocks = Blocks.Reduce(
            new JudgedSeries("x", SeriesKind.Gauge, times, [.. times.Select(t => t % 11)], null)
        );

        blocks.Values.Should().HaveCount(48);
        blocks.Values.Count(v => v is >= 0 and <= 2).Should().Be(48);
    }
}
