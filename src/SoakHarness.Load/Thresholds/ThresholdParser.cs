using System.Globalization;
using System.Text.RegularExpressions;

namespace SoakHarness.Load.Thresholds;

/// <summary>Reads thresholds.</summary>
public static partial class ThresholdParser
{
    private const string Grammar =
        "Write [step NAME:] [service-time] QUANTITY < | <= | > | >= VALUE [from DURATION] [or abort [after N]], e.g. `p99 < 250ms`, "
        + "`fail-rate < 1% from 2m or abort`, `rate >= 99% of asked`, `step pay: mean <= 80ms`, `allocated-per-request < 4KiB`.";

    private static readonly string[] Durations = ["mean", "max"];
    private static readonly string[] Ratios = ["fail-rate", "gc-pause-ratio"];

    /// <summary>Reads one threshold.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="problem">What is wrong with it and how to write it; null when it is good.</param>
    /// <returns>The threshold, or null.</returns>
    public static ThresholdExpression? Parse(string text, out string? problem)
    {
        problem = null;
        var match = Shape().Match(text);
        if (!match.Success)
        {
            problem = $"`{text}` is no threshold. {Grammar}";
            return null;
        }

        var quantity = match.Groups["quantity"].Value;
        var isDuration = Durations.Contains(quantity) || IsPercentile(quantity);
        if ((problem = Misfit(match, quantity, isDuration)) is not null)
            return null;
        var unit = match.Groups["unit"].Value;
        var number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        var ofAsked = match.Groups["asked"].Success;
        var bound = Bound(quantity, isDuration, number, unit, ofAsked);
        if (bound is null)
        {
            problem = $"`{text}`: {Expected(quantity, isDuration)} {Grammar}";
            return null;
        }

        if (Ratios.Contains(quantity) && bound >= 1 && match.Groups["compare"].Value[0] == '<')
        {
            problem =
                $"`{text}` holds for every run: {quantity} is a share and is never above 100%. Write a percentage, like 1%, or a share below 1.";
            return null;
        }

        var step = match.Groups["step"].Success ? match.Groups["step"].Value : null;
        return new ThresholdExpression(
            text,
            step,
            quantity,
            match.Groups["service"].Success,
            match.Groups["compare"].Value,
            bound.Value,
            ofAsked
        )
        {
            From = From(match),
            IsAboutLoad = IsAboutLoad(quantity, isDuration),
            Aborts = match.Groups["abort"].Success,
            AbortsAfter = match.Groups["times"].Success
                ? int.Parse(match.Groups["times"].Value, CultureInfo.InvariantCulture)
                : 1,
        };
    }

    /// <summary>What is asked of a quantity that it does not have; null when nothing is.</summary>
    private static string? Misfit(Match match, string quantity, bool isDuration)
    {
        if (quantity is ['p', >= '0' and <= '9', ..] && !isDuration)
            return $"`{match.Value}`: a percentile is above 0 and below 100, like p99.9.";
        if (match.Groups["service"].Success && !isDuration)
            return $"`{match.Value}`: `service-time` is only for percentiles, mean and max.";
        string[] ofLoad = ["step", "from", "abort"];
        return !IsAboutLoad(quantity, isDuration) && ofLoad.Any(part => match.Groups[part].Success)
            ? $"`{match.Value}`: `step NAME:`, `from` and `or abort` are only for what is measured of the load: percentiles, mean, max, rate, fail-rate, bytes."
            : null;
    }

    private static bool IsAboutLoad(string quantity, bool isDuration) =>
        isDuration || quantity is "rate" or "fail-rate" or "bytes";

    private static TimeSpan From(Match match) =>
        !match.Groups["from"].Success
            ? TimeSpan.Zero
            : double.Parse(match.Groups["from"].Value, CultureInfo.InvariantCulture)
                * (
                    match.Groups["since"].Value switch
                    {
                        "s" => TimeSpan.FromSeconds(1),
                        "m" => TimeSpan.FromMinutes(1),
                        "h" => TimeSpan.FromHours(1),
                        _ => TimeSpan.FromDays(1),
                    }
                );

    private static bool IsPercentile(string quantity) =>
        quantity[0] == 'p'
        && double.TryParse(quantity[1..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
        && percent is > 0 and < 100;

    private static double? Bound(string quantity, bool isDuration, double number, string unit, bool ofAsked)
    {
        if (isDuration)
            return unit switch
            {
                "us" => number / 1e6,
                "ms" => number / 1e3,
                "s" => number,
                "m" => number * 60,
                _ => null,
            };
        if (Ratios.Contains(quantity))
            return unit switch
            {
                "%" => number / 100,
                "" => number,
                _ => null,
            };
        if (quantity == "rate")
            return (unit, ofAsked) switch
            {
                ("%", true) => number / 100,
                ("/s", false) => number,
                ("/min", false) => number / 60,
                ("/h", false) => number / 3600,
                _ => null,
            };
        return unit switch
        {
            "" or "B" => number,
            "KB" => number * 1e3,
            "MB" => number * 1e6,
            "GB" => number * 1e9,
            "KiB" => number * 1024,
            "MiB" => number * 1048576,
            "GiB" => number * 1073741824,
            _ => null,
        };
    }

    private static string Expected(string quantity, bool isDuration) =>
        isDuration ? $"{quantity} is compared with a duration (us, ms, s, m)."
        : Ratios.Contains(quantity) ? $"{quantity} is compared with a percentage."
        : quantity == "rate" ? "rate is compared with `N/s`, `N/min`, `N/h` or `N% of asked`."
        : $"{quantity} is compared with a number or a size (B, KB, MB, GB, KiB, MiB, GiB).";

    [GeneratedRegex(
        @"^\s*(?:step\s+(?<step>[^:]+?)\s*:)?\s*(?<service>service-time\s+)?(?<quantity>[a-z][a-z0-9.\-]*)\s*(?<compare><=|>=|<|>)\s*(?<number>\d+(?:\.\d+)?)\s*(?<unit>%|/s|/min|/h|us|ms|s|m|B|KB|MB|GB|KiB|MiB|GiB|)\s*(?<asked>of asked)?(?:\s+from\s+(?<from>\d+(?:\.\d+)?)(?<since>[smhd]))?(?<abort>\s+or\s+abort(?:\s+after\s+(?<times>[1-9]\d{0,5}))?)?\s*$"
    )]
    private static partial Regex Shape();
}
