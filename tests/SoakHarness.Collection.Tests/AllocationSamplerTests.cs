using System.Diagnostics;
using SoakHarness.Collection.Heaps;
using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Heaps;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Tests;

public sealed class AllocationSamplerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-allocations-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_applications_method_is_named_with_the_line_of_its_allocation(bool ticks)
    {
        await using var zoo = await Zoo.StartAsync();
        using var ending = new CancellationTokenSource();
        var sampling = Sampler(zoo, ticks).SampleAsync(TimeSpan.FromMinutes(2), ending.Token);
        // The session begins meanwhile; the calls go on until there were enough of them in it.
        for (var round = 0; round < 40; round++)
            await zoo.CallAsync("leak/static-dictionary?kb=40", 10);
        await ending.CancelAsync();

        var taken = await sampling;

        taken.Note.Should().BeEmpty();
        var window = AllocationFile.Read(Path.Combine(_folder, taken.File));
        window.Seconds.Should().BePositive();
        var stack = window.Samples.First(s => s.Type == "System.Byte[]").Stack;
        stack.Should().Contain(frame => frame.StartsWith("LeakZoo.Families.References", StringComparison.Ordinal));
        var frame = stack.First(f => f.StartsWith("LeakZoo.Families.References", StringComparison.Ordinal));
        var line = int.Parse(frame[(frame.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        frame.Should().Contain(" in References.cs:");
        Line("References.cs", line).Should().Contain("new byte[bytes]");
    }

    [Fact]
    public async Task Threads_that_are_started_are_counted_with_the_method_that_starts_them()
    {
        await using var zoo = await Zoo.StartAsync();
        using var ending = new CancellationTokenSource();
        var sampling = Sampler(zoo, ticks: false).SampleAsync(TimeSpan.FromMinutes(2), ending.Token);
        for (var round = 0; round < 10; round++)
            await zoo.CallAsync("leak/thread", 10);
        await ending.CancelAsync();

        var taken = await sampling;

        var starts = AllocationFile
            .Read(Path.Combine(_folder, taken.File))
            .Samples.Where(s => s is { Type: "System.Threading.Thread", Bytes: 0 })
            .Where(s => s.Stack.Any(frame => frame.StartsWith("LeakZoo.Families.Tasks", StringComparison.Ordinal)));
        // Those of the rounds before the session began are not seen.
        starts.Sum(s => s.Samples).Should().BeInRange(1, 100);
    }

    [Fact]
    public async Task Assemblies_that_are_loaded_are_counted_with_the_method_that_loads_them()
    {
        await using var zoo = await Zoo.StartAsync();
        using var ending = new CancellationTokenSource();
        var sampling = Sampler(zoo, ticks: false).SampleAsync(TimeSpan.FromMinutes(2), ending.Token);
        for (var round = 0; round < 20; round++)
            await zoo.CallAsync("leak/load-context", 10);
        await ending.CancelAsync();

        var taken = await sampling;

        var loads = AllocationFile
            .Read(Path.Combine(_folder, taken.File))
            .Samples.Where(s => s is { Type: "System.Reflection.RuntimeAssembly", Bytes: 0 })
            .Where(s => s.Stack.Any(frame => frame.StartsWith("LeakZoo.Families.Natives", StringComparison.Ordinal)));
        // Those of the rounds before the session began are not seen, and each call loads at least one.
        loads.Sum(s => s.Samples).Should().BeGreaterThan(9);
    }

    [Fact]
    public async Task A_process_that_allocates_nothing_gives_an_empty_window_and_no_problem()
    {
        await using var zoo = await Zoo.StartAsync();

        var taken = await Sampler(zoo, ticks: false).SampleAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None);

        taken.Note.Should().BeEmpty();
        taken.IsComplete.Should().BeTrue("that nothing was seen is an answer");
        AllocationFile.Read(Path.Combine(_folder, taken.File)).Seconds.Should().BePositive();
    }

    [Fact]
    public async Task A_target_that_ends_in_the_middle_costs_the_samples_and_nothing_else()
    {
        await using var zoo = await Zoo.StartAsync();
        var sampling = Sampler(zoo, ticks: false).SampleAsync(TimeSpan.FromMinutes(2), CancellationToken.None);
        for (var round = 0; round < 40; round++)
            await zoo.CallAsync("leak/static-dictionary?kb=40", 10);

        using (var target = Process.GetProcessById(zoo.Pid))
            target.Kill();
        var taken = await sampling;

        taken.IsComplete.Should().BeFalse();
        taken.File.Should().BeEmpty();
        taken.Note.Should().NotBeEmpty();
    }

    [Fact]
    public void A_list_of_samples_without_its_length_is_still_read()
    {
        var file = Path.Combine(_folder, "old.json");
        File.WriteAllText(file, """[{"Type":"A","Stack":["F()"],"Samples":2,"Bytes":7}]""");

        AllocationFile
            .Read(file)
            .Should()
            .BeEquivalentTo(new AllocationWindow(0, [new AllocationSample("A", ["F()"], 2, 7)]));
    }

    private DotNetAllocationSampler Sampler(Zoo zoo, bool ticks)
    {
        var options = new SidecarOptions
        {
            Pid = zoo.Pid,
            Recording = "",
            Folder = _folder,
            Origin = Stopwatch.GetTimestamp(),
        };
        return new DotNetAllocationSampler(new SidecarContext(options, new Nowhere(), _ => { }))
        {
            AlwaysTicks = ticks,
        };
    }

    private static string Line(string file, int number)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SoakHarness.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests must run inside the repository.");
        var path = Path.Combine(folder.FullName, "scenarios", "targets", "LeakZoo", "Families", file);
        return File.ReadAllLines(path)[number - 1];
    }

    private sealed class Nowhere : IRecordingSink
    {
        public void Write(Entry entry) => Debug.Assert(entry is not null, "entries are not kept");
    }
}
