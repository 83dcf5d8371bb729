using System.Globalization;
using System.Text.Json;

namespace SoakHarness.Collection.Limits;

/// <summary>
/// The size at which the GC of a .NET process refuses to grow the heap, whatever memory is left: as set, or in a
/// container three quarters of its limit.
/// </summary>
/// <param name="Bytes">Bytes, at least 1.</param>
/// <param name="Origin">In words, what sets it.</param>
internal sealed record HeapLimit(long Bytes, string Origin)
{
    private const string Absolute = "HeapHardLimit";
    private const string Percent = "HeapHardLimitPercent";

    // What the runtime takes in a limited cgroup where nothing is set, and no less than 20 MB.
    private const double ShareOfCgroup = 0.75;
    private const long LeastInCgroup = 20 * 1024 * 1024;

    /// <summary>The limit in force; null when there is none. Pure.</summary>
    /// <param name="variables">The process's environment.</param>
    /// <param name="configuration">
    /// Content of its <c>runtimeconfig.json</c>; null when it has none. What cannot be read in it sets nothing.
    /// </param>
    /// <param name="cgroup">Limit of its cgroup in bytes; null when there is none.</param>
    /// <param name="machine">Memory of the machine in bytes.</param>
    internal static HeapLimit? Of(IReadOnlyList<string> variables, string? configuration, long? cgroup, long machine)
    {
        var properties = Properties(configuration);
        // The environment comes before the file, and bytes before a share.
        var set = new[]
        {
            (From(variables, Absolute), 1.0),
            (From(properties, Absolute), 1.0),
            (From(variables, Percent), (cgroup ?? machine) / 100.0),
            (From(properties, Percent), (cgroup ?? machine) / 100.0),
        };
        foreach (var (found, unit) in set)
        {
            if (found is { } limit)
                return limit with { Bytes = (long)(limit.Bytes * unit) };
        }

        return cgroup is { } all && all < machine
            ? new HeapLimit(
                Math.Max(LeastInCgroup, (long)(ShareOfCgroup * all)),
                "three quarters of the cgroup's limit, as .NET takes it where nothing is set"
            )
            : null;
    }

    private static HeapLimit? From(IReadOnlyList<string> variables, string name) =>
        RuntimeSetting.Of(variables, "GC" + name) is { } variable
        && RuntimeSetting.Number(variable) is > 0 and var value
            ? new HeapLimit(value, variable)
            : null;

    private static HeapLimit? From(JsonElement? properties, string name)
    {
        var key = "System.GC." + name;
        return properties?.TryGetProperty(key, out var value) == true && Number(value) is > 0 and var number
            ? new HeapLimit(number, $"{key} in its runtimeconfig.json")
            : null;
    }

    /// <summary>A number, or a text that is one: decimal, or hexadecimal with 0x.</summary>
    private static long? Number(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        var isHexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return long.TryParse(
            isHexadecimal ? text[2..] : text,
            isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
    }

    private static JsonElement? Properties(string? configuration)
    {
        try
        {
            return
                configuration is not null
                && JsonElement.Parse(configuration).TryGetProperty("runtimeOptions", out var options)
                && options.TryGetProperty("configProperties", out var properties)
                && properties.ValueKind == JsonValueKind.Object
                ? properties
                : null;
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
