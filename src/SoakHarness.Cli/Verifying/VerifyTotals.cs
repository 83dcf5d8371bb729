namespace SoakHarness.Cli.Verifying;

/// <summary>All rows of a verification in numbers.</summary>
internal sealed record VerifyTotals
{
    /// <param name="rows">Rows of the scenarios that ended.</param>
    internal VerifyTotals(IReadOnlyList<VerifyRow> rows)
    {
        var leaks = rows.Where(r => r.Expected == "leak").ToArray();
        var clean = rows.Where(r => r.Expected == "clean").ToArray();
        AsExpected = rows.Count(r => r.IsRight);
        (LeaksFound, Leaks) = (leaks.Count(r => r.Found == "leak"), leaks.Length);
        (CleanConvicted, CleanInconclusive, Clean) = (
            clean.Count(r => r.Found == "leak"),
            clean.Count(r => r.Found is not "leak" and not "clean"),
            clean.Length
        );
        var errors = rows.Where(r => r.TrueRate is > 0 && r.Rate is not null)
            .Select(r => Math.Abs(r.Rate!.Value / r.TrueRate!.Value - 1))
            .ToArray();
        (RatesRight, Rates) = (
            errors.Count(e => e <= Expectations.RateMargin),
            rows.Count(r => r.TrueRate is not null)
        );
        WorstRateError = errors.Length > 0 ? errors.Max() : null;
        (TypesRight, Types) = Hits(rows.Select(r => r.TypeHit));
        (HoldersRight, Holders) = Hits(rows.Select(r => r.HolderHit));
    }

    /// <summary>Rows with nothing to object to.</summary>
    public int AsExpected { get; }

    /// <summary>Scenarios that expect a leak.</summary>
    public int Leaks { get; }

    /// <summary>Those of them whose leak was found.</summary>
    public int LeaksFound { get; }

    /// <summary>Scenarios that expect none.</summary>
    public int Clean { get; }

    /// <summary>Those of them that were called leaks.</summary>
    public int CleanConvicted { get; }

    /// <summary>Those of them that gave no verdict.</summary>
    public int CleanInconclusive { get; }

    /// <summary>Scenarios that state the true rate.</summary>
    public int Rates { get; }

    /// <summary>Those of them whose rate was measured within the margin.</summary>
    public int RatesRight { get; }

    /// <summary>The largest relative error of a rate, 0.1 is 10 %; null when none was measured.</summary>
    public double? WorstRateError { get; }

    /// <summary>Scenarios that name the leaking type or function.</summary>
    public int Types { get; }

    /// <summary>Those of them that found it in the first place.</summary>
    public int TypesRight { get; }

    /// <summary>Scenarios that name the holder.</summary>
    public int Holders { get; }

    /// <summary>Those of them that found it.</summary>
    public int HoldersRight { get; }

    /// <summary>All of it in words.</summary>
    /// <param name="all">Scenarios, those that did not end included.</param>
    internal string Words(int all)
    {
        var text = FormattableString.Invariant(
            $"{AsExpected} of {all} as expected; {LeaksFound} of {Leaks} leaks found, {CleanConvicted} of {Clean} clean ones called leaks. "
        );
        if (CleanInconclusive > 0)
            text += FormattableString.Invariant($"Without a verdict: {CleanInconclusive} clean. ");
        if (Rates > 0)
            text += FormattableString.Invariant(
                $"Rates within {Expectations.RateMargin:0%} of the truth: {RatesRight} of {Rates}{(WorstRateError is { } worst ? FormattableString.Invariant($", the farthest {worst:0%} off") : "")}. "
            );
        return text
            + FormattableString.Invariant(
                $"Right type first in {TypesRight} of {Types}, right holder in {HoldersRight} of {Holders}."
            );
    }

    private static (int Right, int All) Hits(IEnumerable<bool?> hits)
    {
        var asked = hits.OfType<bool>().ToArray();
        return (asked.Count(hit => hit), asked.Length);
    }
}
