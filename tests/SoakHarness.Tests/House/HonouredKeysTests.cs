using System.Reflection;
using System.Text.RegularExpressions;
using SoakHarness.Model.Scenarios;

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
    public void Every_property_of_a_scenario_is_used(string property)
    {
        var name = property.Split('.')[1];
        var isUsed = Regex.IsMatch(Users.Value, $@"\.{name}\b|\b{name}: ");

        isUsed.Should().BeTrue($"a key that sets {property} and changes nothing would make a run claim too much");
    }
}
