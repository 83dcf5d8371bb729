using SoakHarness.Load.Http;

namespace SoakHarness.Load.Tests.Http;

public sealed class MixTests
{
    [Fact]
    public void The_weights_of_a_window_depend_on_seed_and_number_alone()
    {
        double[] given = [3, 1, 0.5];

        MixWeights.Draw(given, 1, 5).Should().Equal(MixWeights.Draw(given, 1, 5));
        MixWeights.Draw(given, 1, 5).Should().NotEqual(MixWeights.Draw(given, 1, 6));
        MixWeights.Draw(given, 1, 5).Should().NotEqual(MixWeights.Draw(given, 2, 5));
    }

    [Fact]
    public void Over_many_windows_the_weights_are_those_given_on_average()
    {
        double[] given = [3, 1, 0.5, 0.5];

        var draws = Enumerable.Range(0, 20_000).Select(window => MixWeights.Draw(given, 1, window)).ToArray();

        draws.Should().OnlyContain(d => Math.Abs(d.Sum() - 1) < 1e-9 && d.All(w => w >= 0));
        for (var i = 0; i < given.Length; i++)
        {
            // A share of a Dirichlet of total 4 has a standard deviation of at most 0.5 / sqrt(5); five errors of the
            // mean.
            draws.Average(d => d[i]).Should().BeApproximately(given[i] / 5, 5 * 0.2237 / Math.Sqrt(20_000));
        }
    }

    [Fact]
    public void A_randomised_mix_keeps_its_weights_within_a_window_and_changes_them_between()
    {
        var mix = new Mix([1, 1], 3, TimeSpan.FromSeconds(10));

        double Share(double from) => Enumerable.Range(0, 4000).Count(i => mix.Next(from + i / 1000.0) == 0) / 4000.0;
        double[] shares = [Share(0), Share(5), Share(10), Share(20), Share(30)];

        // A share of 4000 draws has a standard deviation of at most 0.008; five of them for each of two.
        shares[1].Should().BeApproximately(shares[0], 0.08);
        (shares.Max() - shares.Min()).Should().BeGreaterThan(0.1);
        shares[0].Should().BeApproximately(MixWeights.Draw([0.5, 0.5], 3, 0)[0], 0.04);
    }
}
