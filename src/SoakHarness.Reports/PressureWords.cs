using SoakHarness.Model.Pressure;

namespace SoakHarness.Reports;

/// <summary>GC pressure in one line, the same in every report.</summary>
internal static class PressureWords
{
    private static readonly string[] Generations = ["gen0", "gen1", "gen2"];

    internal static string Line(GcPressure pressure, string work)
    {
        var parts = new List<string>();
        if (pressure.AllocatedPerRequest is { } each)
            parts.Add($"{Words.Bytes(each)} allocated per {work}");
        else if (pressure.AllocatedPerSecond is { } second)
            parts.Add($"{Words.Bytes(second)} allocated per second");
        if (pressure.CollectionsPerMinute.Count > 0)
            parts.Add(Collections(pressure));
        if (pressure.PauseShare is > 0 and var paused)
            parts.Add(FormattableString.Invariant($"{paused:0.###%} of the time paused"));
        var text = string.Join(", ", parts);
        return pressure.IncludesInduced ? $"{text} (the checkpoints' own collections included)" : text;
    }

    internal static string Verdict(GcPressure pressure) =>
        pressure.Verdict switch
        {
            PressureVerdict.Acceptable => "acceptable",
            PressureVerdict.TooHigh => "too high",
            PressureVerdict.NotMeasured => "not measured",
            _ => "no threshold set",
        };

    internal static string Site(PressureSite site) =>
        FormattableString.Invariant(
            $"{site.Share:0%} {(site.Type.Length > 0 ? $"{site.Type} in" : "in")} {site.Method}"
        );

    private static string Collections(GcPressure pressure)
    {
        var known = pressure.CollectionsPerMinute.Zip(Generations).Where(p => p.First is not null).ToArray();
        return known.All(p => p.First == 0) ? "no collection came by itself"
            // Only a collector with generations has more than one that is known: Go's has none.
            : known.Length == 1 ? $"{Words.Digits(known[0].First!.Value)} collections per minute"
            : string.Join(
                " + ",
                known.Where(p => p.First > 0).Select(p => $"{Words.Digits(p.First!.Value)} {p.Second}")
            ) + " collections per minute";
    }
}
