using System.Globalization;
using System.Text.Json;

namespace SoakHarness.Load.Http;

/// <summary>Paths of the form <c>$.a.b[0]</c> into JSON.</summary>
internal static class JsonPaths
{
    /// <summary>The element a path leads to, or null when there is none.</summary>
    internal static JsonElement? Find(JsonElement root, string path)
    {
        var at = root;
        foreach (
            var step in path.TrimStart('$')
                .Replace("[", ".[", StringComparison.Ordinal)
                .Split('.', StringSplitOptions.RemoveEmptyEntries)
        )
        {
            if (step is ['[', .. var index, ']'])
            {
                if (
                    at.ValueKind != JsonValueKind.Array
                    || !int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
                    || i >= at.GetArrayLength()
                )
                    return null;
                at = at[i];
            }
            else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
            {
                return null;
            }
        }

        return at;
    }

    /// <summary>The value as text: strings without quotes, everything else as JSON.</summary>
    internal static string Text(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
}
