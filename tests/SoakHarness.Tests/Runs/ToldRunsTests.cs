using System.IO.Pipes;
using SoakHarness.Recordings;
using SoakHarness.Runs;

namespace SoakHarness.Tests.Runs;

public sealed class ToldRunsTests
{
    [Fact]
    public async Task What_a_program_tells_of_its_runs_arrives_whole_and_in_order()
    {
        var heard = new Heard();
        var progress = new RunProgress
        {
            Scenario = "shop",
            Folder = "reports/1",
            Phase = "inject",
            Elapsed = TimeSpan.FromSeconds(7.25),
            Remaining = TimeSpan.FromMinutes(1),
            AskedRate = 50,
            DeliveredRate = 49.5,
            Errors = 3,
            P99Ms = 8.25,
            FloorBytes = 5_000_000_000,
            FloorPerHour = -1.5,
            Checkpoints = 4,
        };

        await using (var told = new ToldRuns(heard))
        {
            using var teller = TellingObserver.Connect(told.PipeName)!;
            teller.Begin(["live-heap", "handles"]);
            teller.Progress(progress);
            teller.Say("the target\nwas restarted");
            teller.End(new RunFolder("reports/1"), "it is clean");
            teller.Begin([]);
            teller.End(new RunFolder("reports/2"), "it leaks");
        }

        heard
            .All.Should()
            .Equal(
                "begin live-heap,handles",
                progress,
                "say the target\nwas restarted",
                "end reports/1: it is clean",
                "begin ",
                "end reports/2: it leaks"
            );
    }

    [Fact]
    public async Task A_program_that_never_tells_anything_keeps_nobody_waiting()
    {
        var heard = new Heard();

        await using (var told = new ToldRuns(heard))
            told.PipeName.Should().StartWith("soak-progress-");

        heard.All.Should().BeEmpty();
    }

    [Fact]
    public async Task A_run_goes_on_when_nobody_listens_any_more()
    {
        TellingObserver teller;
        await using (var told = new ToldRuns(new Heard()))
        {
            teller = TellingObserver.Connect(told.PipeName)!;
            teller.Begin([]);
        }

        using (teller)
        {
            for (var i = 0; i < 10; i++)
                teller.Say("still here");
        }

        TellingObserver.Connect("soak-progress-of-nobody").Should().BeNull();
    }

    [Fact]
    public async Task What_cannot_be_read_ends_the_listening_and_nothing_else()
    {
        var heard = new Heard();
        await using (var told = new ToldRuns(heard))
        {
            using var other = new NamedPipeClientStream(".", told.PipeName, PipeDirection.Out);
            await other.ConnectAsync();
            await other.WriteAsync("{\"Said\":\"hello\"}\nno json\n{\"Said\":\"lost\"}\n"u8.ToArray());
        }

        heard.All.Should().Equal("say hello");
    }

    /// <summary>Keeps what it is told.</summary>
    private sealed class Heard : IRunsObserver
    {
        private readonly List<object> _all = [];

        public IReadOnlyList<object> All => _all;

        public void Begin(IReadOnlyList<string> gating) => _all.Add($"begin {string.Join(',', gating)}");

        public void Progress(RunProgress progress) => _all.Add(progress);

        public void Say(string message) => _all.Add($"say {message}");

        public void End(RunFolder folder, string reason) => _all.Add($"end {folder.Path}: {reason}");
    }
}
