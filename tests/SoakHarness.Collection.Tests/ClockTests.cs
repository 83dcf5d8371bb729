using System.Collections.Concurrent;
using System.IO.Pipelines;
using SoakHarness.Collection.Protocol;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Collection.Tests;

public sealed class ClockTests
{
    [Fact]
    public async Task A_wall_clock_that_jumps_leaves_no_trace_in_the_readings()
    {
        var clock = new JumpingClock();
        var sink = new Sink();
        var options = new SidecarOptions
        {
            Pid = Environment.ProcessId,
            Recording = "",
            Folder = "",
            Origin = clock.GetTimestamp(),
            Runtime = TargetRuntime.Process,
            Watch = new WatchSpec { Every = TimeSpan.FromMilliseconds(20) },
        };
        using var stop = new CancellationTokenSource();
        var context = new SidecarContext(options, sink, _ => { }) { Clock = clock };
        var running = new Sidecar(context, new StreamReader(new Pipe().Reader.AsStream()), TextWriter.Null).RunAsync(
            stop.Token
        );

        for (var i = 0; i < 600 && Readings().Length < 50; i++)
            await Task.Delay(20);
        await stop.CancelAsync();
        await Task.WhenAny(running);

        Readings().Should().HaveCountGreaterThanOrEqualTo(50).And.BeInAscendingOrder();
        Readings().Should().OnlyContain(time => time >= 0 && time < 600);

        double[] Readings() =>
            [
                .. sink
                    .Entries.OfType<Reading>()
                    .Where(r => r is { Metric: "rss", Source.Role: SourceRole.Target })
                    .Select(r => r.Time),
            ];
    }

    /// <summary>
    /// Its wall clock leaps by hours, back and forth, at every look; its timestamps are the machine's.
    /// </summary>
    private sealed class JumpingClock : TimeProvider
    {
        private int _looks;

        public override DateTimeOffset GetUtcNow() =>
            DateTimeOffset.UnixEpoch.AddHours(Interlocked.Increment(ref _looks) % 2 == 0 ? 1e5 : -1e4);
    }

    private sealed class Sink : IRecordingSink
    {
        internal ConcurrentQueue<Entry> Entries { get; } = new();

        public void Write(Entry entry) => Entries.Enqueue(entry);
    }
}
