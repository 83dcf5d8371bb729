using System.Text;

namespace SoakHarness.Load.Feeds;

/// <summary>Splits one record of CSV: commas, quotes doubled inside quotes.</summary>
internal static class CsvFields
{
    internal static string[] Split(string record)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < record.Length; i++)
        {
            var next = record[i];
            if (next == '"' && isQuoted && i + 1 < record.Length && record[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (next == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (next == ',' && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(next);
            }
        }

        return [.. fields, field.ToString()];
    }
}
