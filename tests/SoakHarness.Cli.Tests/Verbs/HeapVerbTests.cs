using System.CommandLine;
using System.Text.Json.Nodes;
using SoakHarness.Collection.Heaps;

namespace SoakHarness.Cli.Tests.Verbs;

/// <summary>On the snapshots of the sample run, which leaks cart items.</summary>
public sealed class HeapVerbTests : IDisposable
{
    private static readonly string Sample = Path.Combine(Root(), "reports", "sample");
    private static readonly string Warm = Path.Combine(Sample, "snapshots", "warm.heap");
    private static readonly string Drained = Path.Combine(Sample, "snapshots", "drained.heap");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("soak-heap-verbs");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Diff_names_what_grew_between_two_files_and_who_holds_it()
    {
        var result = await Run("heap", "diff", Warm, Drained);

        result.ExitCode.Should().Be(ExitCodes.Passed, result.Error);
        result
            .Output.Should()
            .MatchRegex(@"\n +[\d.]+ [KM]B +\+[\d.]+ [KM]B +\d+ +\+\d+  LeakZoo\.Families\.CartItem\n")
            .And.MatchRegex(
                @"\nsuspect: LeakZoo\.Families\.CartItem, (9\d|100)% of the growth\n  static LeakZoo\.Families\.Cart\.s_leaky in LeakZoo\.dll\n    System\."
            );
    }

    [Fact]
    public async Task Diff_keeps_its_table_within_eighty_columns()
    {
        var result = await Run("heap", "diff", Warm, Drained);

        var table = result.Output[..result.Output.IndexOf("\nsuspect:", StringComparison.Ordinal)];
        table
            .Split('\n')
            .Should()
            .OnlyContain(line => line.Length <= 80 || line.StartsWith("    ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Diff_of_a_run_counts_by_request()
    {
        var result = await Run("heap", "diff", Sample, "--format", "json");

        result.ExitCode.Should().Be(ExitCodes.Passed, result.Error);
        var suspect = JsonNode.Parse(result.Output)!["suspects"]![0]!;
        suspect["type"]!.GetValue<string>().Should().Be("LeakZoo.Families.CartItem");
        suspect["growth_per_request"]!["estimate"]!.GetValue<double>().Should().BeApproximately(1, 0.05);
    }

    [Fact]
    public async Task Diff_against_the_order_of_time_does_not_name_what_fell()
    {
        var result = await Run("heap", "diff", Drained, Warm);

        result
            .Output.Should()
            .NotContain("suspect: LeakZoo")
            .And.MatchRegex(@" -\d+  LeakZoo\.Families\.CartItem\n|more types that changed: ");
    }

    [Fact]
    public async Task Path_draws_the_tree_from_the_root_to_the_type()
    {
        var result = await Run("heap", "path", "--type", "CartItem", Drained);

        result.ExitCode.Should().Be(ExitCodes.Passed, result.Error);
        result
            .Output.Should()
            .MatchRegex(@"^LeakZoo\.Families\.CartItem: \d+ instances")
            .And.Contain("\n  static LeakZoo.Families.Cart.s_leaky in LeakZoo.dll (");
    }

    [Fact]
    public async Task Path_takes_the_last_snapshot_of_a_run()
    {
        var ofRun = await Run("heap", "path", "--type", "CartItem", Sample);
        var ofFile = await Run("heap", "path", "--type", "CartItem", Drained);

        ofRun.Should().Be(ofFile);
        ofRun.ExitCode.Should().Be(ExitCodes.Passed);
    }

    [Theory]
    [InlineData("NoSuchType", "No type in ")]
    [InlineData("dictionary", "fits ")]
    public async Task Path_refuses_a_type_that_is_not_there_or_not_clear(string type, string problem)
    {
        var result = await Run("heap", "path", "--type", type, Drained);

        result.ExitCode.Should().Be(ExitCodes.BadInput);
        result.Error.Should().Contain(problem);
        result.Output.Should().BeEmpty();
    }

    [Fact]
    public async Task A_partial_snapshot_is_never_compared()
    {
        var partial = Path.Combine(folder.FullName, "partial.heap");
        HeapSnapshotFile.Write(partial, HeapSnapshotFile.Read(Warm) with { Missing = "12 events were lost" });

        var result = await Run("heap", "diff", partial, Drained);

        result
            .Should()
            .Match<(int Code, string Output, string Error)>(r => r.Code == ExitCodes.BadInput && r.Output.Length == 0);
        result.Error.Should().Contain("partial.heap is partial (12 events were lost)");
    }

    [Theory]
    [InlineData("report.json", "is no heap snapshot")]
    [InlineData("nothing.heap", "There is no file ")]
    [InlineData("snapshots", "is a folder without a recording.db")]
    [InlineData("snapshots/warm.heap", "two are needed to compare")]
    public async Task Diff_says_what_is_wrong_with_what_was_named(string path, string problem)
    {
        var result = await Run("heap", "diff", Path.Combine(Sample, path));

        result.ExitCode.Should().Be(ExitCodes.BadInput);
        result.Error.Should().Contain(problem);
    }

    private static async Task<(int ExitCode, string Output, string Error)> Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await SoakCommand
            .Create()
            .Parse(args)
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "SoakHarness.sln")))
            at = at.Parent ?? throw new InvalidOperationException("The tests must run inside the repository.");
        return at.FullName;
    }
}
