using System.Reflection;
using System.Text.RegularExpressions;
using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.Tests.House;

/// <summary>
/// A key that is read but used by nobody would make a run claim more than it did. (The description is for readers.)
/// </summary>
public sealed class HonouredKeysTests
{
    private static readonly Type[] Records =
    [
        typeof(ScenarioSpec),
        typeof(TargetSpec),
        typeof(LoadSpec),
        typeof(TransportSpec),
        typeof(RequestSpec),
        typeof(BodySpec),
        typeof(ResponseCheck),
        typeof(CaptureSpec),
        typeof(FeedSpec),
        typeof(SelfDrivenSpec),
        typeof(ExternalLoadSpec),
        typeof(WatchSpec),
        typeof(CheckpointSpec),
        typeof(VerdictSpec),
    ];

    /// <summary>Properties behind keys that the reader refuses, with the key.</summary>
    private static readonly Dictionary<string, string> Refused = [];

    public static TheoryData<string> Properties =>
        [
            .. Records.SelectMany(r =>
                r.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(p => p.CanWrite && p.Name != nameof(ScenarioSpec.Description))
                    .Select(p => $"{r.Name}.{p.Name}")
            ),
        ];

    private static readonly Lazy<string> Users = new(() =>
        string.Join(
            '\n',
            Repository
                .Files("src", "*.cs")
                .Where(path =>
                    !path.Contains("SoakHarness.Model", StringComparison.Ordinal)
                    && !path.Contains("ScenarioFiles", StringComparison.Ordinal)
                )
                .Select(File.ReadAllText)
        )
    );

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_property_of_a_scenario_is_used_or_its_key_is_refused(string property)
    {
        var name = property.Split('.')[1];
        var isUsed = Regex.IsMatch(Users.Value, $@"\.{name}\b|\b{name}: ");

        isUsed.Should().Be(!IsRefused(property), $"a scenario's {property} is either used or refused");
    }

    private static bool IsRefused(string property) =>
        Refused.TryGetValue(property, out var key)
        && UnsupportedKeys.All.Any(entry => entry == key || entry.StartsWith($"{key}:", StringComparison.Ordinal));
}
