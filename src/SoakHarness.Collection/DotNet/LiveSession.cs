using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using SoakHarness.Collection.Sources;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.DotNet;

/// <summary>
/// The one always-on EventPipe session: runtime meters and GC events, no stacks, no rundown. Lifecycle: opened once; a
/// dedicated thread reads until the target ends or the session is disposed; when it breaks while the target lives it is
/// reported, once.
/// </summary>
internal sealed class LiveSession : IAsyncDisposable, ISampleSource
{
    private const int BufferMegabytes = 64;

    // Meters come every two seconds at least when a second is asked.
    private const double ShortestGap = 5;
    private static readonly TimeSpan OpenWithin = TimeSpan.FromSeconds(10);
    private readonly SidecarContext _context;
    private readonly EventPipeSession _session;
    private readonly Task _reading;
    private readonly CollectionReadings _collections;
    private readonly Silence _silence;
    private volatile bool _isClosing;
    private double _heard = double.NaN;

    private LiveSession(SidecarContext context, EventPipeSession session, Action<long> committed)
    {
        _context = context;
        _session = session;
        _silence = new Silence(Math.Max(ShortestGap, 3 * context.Options.Watch.Every.TotalSeconds));
        var meters = new MeterReadings(context, committed);
        _collections = new CollectionReadings(context);
        _reading = Task.Factory.StartNew(
            () => Read(meters, _collections),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    /// <summary>Opens the session.</summary>
    /// <returns>The session; null, with the reason recorded, when the target's diagnostics cannot be reached.</returns>
    internal static async Task<LiveSession?> OpenAsync(
        SidecarContext context,
        Action<long> committed,
        CancellationToken cancel
    )
    {
        List<string> meters = ["System.Runtime"];
        if (context.Options.OperationsMeter is { } operations)
            meters.Add(operations.Replace('/', '\\'));
        var configuration = new EventPipeSessionConfiguration(
            [
                Providers.Collections(),
                Providers.Meters(context.Options.Watch.Every, meters),
                Providers.Counters(context.Options.Watch.Every),
            ],
            BufferMegabytes,
            requestRundown: false,
            requestStackwalk: false
        );
        var session = await Sessions.TryOpenAsync(context, configuration, OpenWithin, cancel);
        return session is null ? null : new LiveSession(context, session, committed);
    }

    public ValueTask SampleAsync(CancellationToken cancel)
    {
        _collections.WriteLatest();
        if (_silence.Notice(_context.Now, Volatile.Read(ref _heard)) is var (kind, text))
            _context.Report(kind, text);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _isClosing = true;
        await Sessions.CloseAsync(_session, _reading);
    }

    private void Read(MeterReadings meters, CollectionReadings collections)
    {
        try
        {
            using var source = new EventPipeEventSource(_session.EventStream);
            source.Dynamic.All += _ => Volatile.Write(ref _heard, _context.Now);
            meters.Subscribe(source);
            collections.Subscribe(source);
            source.Process();
        }
        catch (Exception broken)
            when (broken
                    is FormatException
                        or IOException
                        or System.Net.Sockets.SocketException
                        or ObjectDisposedException
            )
        {
            // A killed target breaks the stream in the middle of an event; its exit is reported by the harness.
            if (!_isClosing && Directory.Exists($"/proc/{_context.Options.Pid}"))
                _context.Report(RunEventKind.Problem, $"The event stream of the target broke: {broken.Message}");
        }
    }
}
