using SoakHarness.Analysis.Heaps;
using SoakHarness.Runs;
using static System.FormattableString;

namespace SoakHarness.Cli.Verbs;

/// <summary>What <c>soak snapshot</c> and <c>soak heap import</c> print of a snapshot.</summary>
internal static class HeapTable
{
    /// <summary>Where the snapshot is kept, and what it is good for.</summary>
    internal static string Kept(string file) =>
        $"Kept in {file}: `soak heap path --type TYPE` shows who holds a type, `soak heap diff` what grew since another.";

    /// <summary>The types as a table, each with what holds most of it.</summary>
    internal static string Of(IReadOnlyList<HeapHistogram> types)
    {
        var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };
        text.WriteLine($"{"retained", 10} {"instances", 10}  type");
        foreach (var type in types)
        {
            text.WriteLine(Invariant($"{ProgressLine.Bytes(type.Retained), 10} {type.Instances, 10}  {type.Type}"));
            if (type.Holder.Length > 0)
                text.WriteLine(Invariant($"{"", 23}  held by {type.Holder}"));
        }

        return text.ToString();
    }
}
