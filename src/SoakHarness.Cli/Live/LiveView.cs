using SoakHarness.Runs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SoakHarness.Cli.Live;

/// <summary>
/// Progress for a terminal: one panel, redrawn in place. Lifecycle: starts drawing when created, stops when disposed.
/// </summary>
internal sealed class LiveView : IProgressView
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(500);
    private readonly IAnsiConsole _console;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _drawing;
    private readonly Queue<string> _messages = new();
    private readonly Lock _gate = new();
    private RunProgress? _progress;

    internal LiveView(IAnsiConsole console)
    {
        _console = console;
        _drawing = Task.Run(DrawAsync);
    }

    public void Progress(RunProgress progress)
    {
        lock (_gate)
            _progress = progress;
    }

    public void Say(string message)
    {
        lock (_gate)
        {
            _messages.Enqueue(message);
            if (_messages.Count > 5)
                _messages.Dequeue();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _drawing;
        _stop.Dispose();
    }

    private async Task DrawAsync() =>
        await _console
            .Live(Picture())
            .AutoClear(false)
            .StartAsync(async context =>
            {
                while (!_stop.IsCancellationRequested)
                {
                    context.UpdateTarget(Picture());
                    await Task.WhenAny(Task.Delay(Redraw, CancellationToken.None), WhenStopped());
                }

                context.UpdateTarget(Picture());
            });

    private Task WhenStopped() =>
        Task.Delay(Timeout.Infinite, _stop.Token)
            .ContinueWith(
                _ => { },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );

    private IRenderable Picture()
    {
        lock (_gate)
        {
            if (_progress is not { } now)
                return new Text("starting");
            var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
            grid.AddRow("phase", now.Phase);
            grid.AddRow(
                "elapsed",
                ProgressLine.Clock(now.Elapsed)
                    + (now.Remaining is { } left ? $", {ProgressLine.Clock(left)} left" : "")
            );
            grid.AddRow("delivered", ProgressLine.Rate(now));
            grid.AddRow("errors", FormattableString.Invariant($"{now.Errors}"));
            grid.AddRow("p99", now.P99Ms is { } p99 ? FormattableString.Invariant($"{p99:0.##} ms") : "-");
            grid.AddRow("floor", ProgressLine.Floor(now));
            foreach (var message in _messages)
                grid.AddRow(new Text("note"), new Text(message));
            return new Panel(grid).Header(Markup.Escape(now.Scenario)).Expand();
        }
    }
}
