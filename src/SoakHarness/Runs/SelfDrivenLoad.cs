using System.Globalization;
using System.Text.RegularExpressions;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Runs;

/// <summary>
/// A target that drives itself: time passes, and its operations are counted, here from its output, or by the sidecar
/// from its meter or its Prometheus counter. It cannot be paused.
/// </summary>
internal sealed class SelfDrivenLoad : ILoadDriver
{
    private readonly RunContext _context;
    private readonly SelfDrivenSpec _spec;
    private readonly Regex? _pattern;
    private double _began = double.NaN;
    private double? _first;
    private double _operations;

    internal SelfDrivenLoad(RunContext context, SelfDrivenSpec spec)
    {
        _context = context;
        _spec = spec;
        _pattern = spec.OutputPattern is { } pattern
            ? new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))
            : null;
    }

    /// <inheritdoc />
    public LoadState State
    {
        get
        {
            var elapsed = double.IsNaN(_began) ? TimeSpan.Zero : TimeSpan.FromSeconds(_context.Now - _began);
            return new LoadState
            {
                Phase = "self-driven",
                Elapsed = elapsed,
                Remaining = _spec.During > elapsed ? _spec.During - elapsed : null,
                DeliveredRate = elapsed > TimeSpan.Zero ? _operations / elapsed.TotalSeconds : 0,
            };
        }
    }

    /// <inheritdoc />
    public async Task RunAsync(CancellationToken stop)
    {
        _began = _context.Now;
        if (_pattern is not null)
            _context.Target!.LineRead += Count;
        _context.Record(RunEventKind.Phase, "self-driven");
        await Task.WhenAny(Task.Delay(_spec.During, stop));
    }

    /// <inheritdoc />
    public Task PauseAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public void Resume() => _context.Observer.Say("A target that drives itself was not paused for its checkpoint.");

    private void Count(string line)
    {
        if (_pattern!.Match(line) is not { Success: true } match)
            return;
        var text = match.Groups[match.Groups.Count > 1 ? 1 : 0].Value;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var total))
            return;
        _first ??= total;
        _operations = total - _first.Value;
        _context.Store.Write(new Reading(_context.Generator, _context.Now, "requests", total));
    }
}
