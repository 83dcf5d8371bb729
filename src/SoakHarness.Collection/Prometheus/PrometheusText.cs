using System.Globalization;

namespace SoakHarness.Collection.Prometheus;

/// <summary>
/// Reads the Prometheus text exposition format 0.0.4 (and what OpenMetrics shares with it). A line that is none is
/// counted, never fatal.
/// </summary>
internal static class PrometheusText
{
    /// <summary>The samples of a body with a finite value, in their order.</summary>
    /// <param name="body">The text.</param>
    /// <returns>The samples, and how many lines were neither sample, comment nor blank.</returns>
    internal static (List<PrometheusSample> Samples, int BadLines) Read(ReadOnlySpan<char> body)
    {
        var samples = new List<PrometheusSample>();
        var bad = 0;
        foreach (var range in body.Split('\n'))
        {
            var line = body[range].Trim();
            if (line.IsEmpty || line[0] == '#')
                continue;
            if (Sample(line) is not { } sample)
                bad++;
            else if (double.IsFinite(sample.Value))
                samples.Add(sample);
        }

        return (samples, bad);
    }

    private static PrometheusSample? Sample(ReadOnlySpan<char> line)
    {
        var end = 0;
        while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] is '_' or ':'))
            end++;
        if (end == 0 || char.IsAsciiDigit(line[0]))
            return null;
        var name = line[..end].ToString();
        var rest = line[end..].TrimStart();
        var labels = "";
        if (!rest.IsEmpty && rest[0] == '{')
        {
            var close = CloseOf(rest);
            if (close < 0)
                return null;
            labels = rest[1..close].ToString();
            rest = rest[(close + 1)..].TrimStart();
        }

        var space = rest.IndexOfAny(' ', '\t');
        return Number(space < 0 ? rest : rest[..space]) is { } value ? new PrometheusSample(name, labels, value) : null;
    }

    /// <summary>Where the labels end: a brace outside of quotes.</summary>
    private static int CloseOf(ReadOnlySpan<char> text)
    {
        var isQuoted = false;
        for (var i = 1; i < text.Length; i++)
        {
            if (isQuoted && text[i] == '\\')
                i++;
            else if (text[i] == '"')
                isQuoted = !isQuoted;
            else if (text[i] == '}' && !isQuoted)
                return i;
        }

        return -1;
    }

    private static double? Number(ReadOnlySpan<char> text) =>
        text switch
        {
            "NaN" => double.NaN,
            "+Inf" or "Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
        };
}
