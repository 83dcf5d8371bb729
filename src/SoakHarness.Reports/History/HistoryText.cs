using System.Globalization;
using System.Text;
using SoakHarness.Model.History;

namespace SoakHarness.Reports.History;

/// <summary>A history as a table for a terminal.</summary>
public static class HistoryText
{
    /// <summary>Renders histories.</summary>
    /// <param name="histories">One per scenario.</param>
    public static string Render(IReadOnlyList<ScenarioHistory> histories)
    {
        var text = new StringBuilder();
        foreach (var history in histories)
        {
            text.Append(history.Scenario).Append('\n');
            text.Append("  night            verdict      leak                  floor     alloc/req p99       commit\n");
            foreach (var night in history.Nights)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"  {night.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} {Words.Kebab(night.Verdict.ToString()), -12} {Cells.Leak(night), -21} "
                );
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{Cells.Bytes(night.Floor), -9} {Cells.Bytes(night.Allocated), -9} {Cells.Ms(night.P99Ms), -9} {Cells.Commit(night)}\n"
                );
            }

            foreach (var turn in history.Turns)
                text.Append("  ").Append(turn.Sentence).Append('\n');
        }

        return text.ToString();
    }
}
