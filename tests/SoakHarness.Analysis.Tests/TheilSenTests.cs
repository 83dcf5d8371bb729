using CsCheck;
using SoakHarness.Analysis.Fitting;

namespace SoakHarness.Analysis.Tests;

public sealed class TheilSenTests
{
    [Fact]
    public void A_line_is_found_exactly() =>
        TheilSen.Slope([0, 1, 2, 3, 4], [5, 7, 9, 11, 13])!.Estimate.Should().BeApproximately(2, 1e-12);

    [Fact]
    public void One_wild_value_does_not_move_it() =>
        TheilSen.Slope([0, 1, 2, 3, 4, 5, 6], [0, 1, 2, 1000, 4, 5, 6])!.Estimate.Should().BeApproximately(1, 1e-12);

    [Fact]
    public void The_median_of_all_pairs_is_taken() =>
        // Slopes of the six pairs by hand: 1, 1, 2, 1, 2.5, 4: the median is 1.5.
        TheilSen.Slope([0, 1, 2, 3], [0, 1, 2, 6])!.Estimate.Should().BeApproximately(1.5, 1e-12);

    [Fact]
    public void Too_few_points_have_no_slope() => TheilSen.Slope([1], [1]).Should().BeNull();

    [Fact]
    public void It_scales_with_its_values_and_ignores_their_level() =>
        Gen.Select(Gen.Double[-100, 100].Array[5, 20], Gen.Double[0.1, 10], Gen.Double[-1e6, 1e6])
            .Sample(
                (y, scale, shift) =>
                {
                    double[] x = [.. Enumerable.Range(0, y.Length).Select(i => (double)i)];
                    var plain = TheilSen.Slope(x, y)!;
                    var moved = TheilSen.Slope(x, [.. y.Select(v => v * scale + shift)])!;
                    moved.Estimate.Should().BeApproximately(plain.Estimate * scale, 1e-6);
                    moved.Low.Should().BeApproximately(plain.Low * scale, 1e-6);
                    plain.Low.Should().BeLessThanOrEqualTo(plain.Estimate);
                    plain.High.Should().BeGreaterThanOrEqualTo(plain.Estimate);
                },
                iter: 200
            );
}
