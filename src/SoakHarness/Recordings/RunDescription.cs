using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Recordings;

/// <summary>What a run was, as the values of the <c>meta</c> table.</summary>
internal static class RunDescription
{
    internal const string FactPrefix = "fact.";
    private const string SpecKey = "spec";

    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>All values; the scenario is stored without environment, credentials or secrets.</summary>
    internal static Dictionary<string, string> Describe(RunIdentity identity, ScenarioSpec spec, Secrets secrets)
    {
        var values = new Dictionary<string, string>
        {
            ["run-id"] = identity.RunId,
            ["scenario"] = identity.Scenario,
            ["started-at"] = identity.StartedAt.ToString("O", CultureInfo.InvariantCulture),
            ["harness-version"] = identity.HarnessVersion,
            [SpecKey] = secrets.Mask(JsonSerializer.Serialize(WithoutFolders(secrets.Strip(spec)), Json)),
        };
        foreach (var fact in identity.Facts)
            values[FactPrefix + fact.Key] = secrets.Mask(fact.Value);
        return values;
    }

    /// <summary>
    /// Paths relative to the scenario's folder: a recording is shared, and where it was made is nobody's business.
    /// </summary>
    private static ScenarioSpec WithoutFolders(ScenarioSpec spec) =>
        spec.BaseDirectory.Length == 0
            ? spec
            : spec with
            {
                BaseDirectory = "",
                Load = spec.Load with { External = WithoutFolders(spec.Load.External, spec.BaseDirectory) },
                Target = spec.Target with
                {
                    Project = spec.Target.Project is { } project
                        ? Path.GetRelativePath(spec.BaseDirectory, project)
                        : null,
                    WorkingDirectory = spec.Target.WorkingDirectory is { } folder
                        ? Path.GetRelativePath(spec.BaseDirectory, folder)
                        : null,
                },
            };

    private static ExternalLoadSpec? WithoutFolders(ExternalLoadSpec? external, string folder) =>
        external is { Results: { } results }
            ? external with
            {
                Results = Path.GetRelativePath(folder, results),
            }
            : external;

    /// <summary>The scenario a recording was made with, or null when it was made without one.</summary>
    internal static ScenarioSpec? Scenario(IReadOnlyDictionary<string, string> meta) =>
        meta.TryGetValue(SpecKey, out var text) ? JsonSerializer.Deserialize<ScenarioSpec>(text, Json) : null;
}
