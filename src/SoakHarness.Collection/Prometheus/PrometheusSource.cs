using System.Globalization;
using SoakHarness.Collection.Sources;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.Prometheus;

/// <summary>
/// Reads a Prometheus endpoint every period. What cannot be read is said once until it works again, and leaves a gap.
/// </summary>
internal sealed class PrometheusSource : ISampleSource, IAsyncDisposable
{
    private const int LargestBody = 8 * 1024 * 1024;
    private const int MostMetrics = 500;
    private readonly SidecarContext _context;
    private readonly Uri _url;
    private readonly bool _translate;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = LargestBody,
    };

    private string _said = "";

    /// <summary>Told what the exporter's runtime owns, in bytes, when it says so.</summary>
    internal Action<long> Committed { get; init; } = _ => { };

    /// <param name="context">Where readings go.</param>
    /// <param name="url">The endpoint.</param>
    /// <param name="translate">Whether well-known names are also recorded under ours.</param>
    internal PrometheusSource(SidecarContext context, Uri url, bool translate) =>
        (_context, _url, _translate) = (context, url, translate);

    /// <summary>The endpoint as people are told of it: a query may hold a token.</summary>
    private string Shown =>
        _url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    public async ValueTask SampleAsync(CancellationToken cancel)
    {
        var (body, problem) = await GetAsync(cancel);
        if (cancel.IsCancellationRequested)
            return;
        if (body is null)
        {
            Say($"{Shown} cannot be read: {problem}");
            return;
        }

        var (samples, bad) = PrometheusText.Read(body);
        var metrics = PrometheusNames.Metrics(samples, _translate);
        if (samples.Count == 0)
            Say(
                $"{Shown} holds no Prometheus samples"
                    + (bad > 0 ? FormattableString.Invariant($"; {bad} lines are in another format") : "")
            );
        else if (bad > 0)
            Say(FormattableString.Invariant($"{Shown}: {bad} lines are no Prometheus samples and were left out"));
        else if (_context.Options.OperationsCounter is { } counter && !metrics.ContainsKey(counter))
            Say($"{Shown} has no counter `{counter}`, by which operations are counted");
        else if (metrics.Count > MostMetrics)
            Say(
                FormattableString.Invariant(
                    $"{Shown} has {metrics.Count} metrics; the first {MostMetrics} by name are recorded"
                )
            );
        else
            _said = "";
        Record(metrics);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Record(Dictionary<string, double> metrics)
    {
        if (metrics.TryGetValue("committed", out var committed))
            Committed((long)committed);
        foreach (var (name, value) in metrics.OrderBy(m => m.Key, StringComparer.Ordinal).Take(MostMetrics))
        {
            _context.Read(name, value);
            if (name == _context.Options.OperationsCounter)
                _context.Read("requests", value);
        }
    }

    private async Task<(string? Body, string? Problem)> GetAsync(CancellationToken cancel)
    {
        try
        {
            using var response = await _client.GetAsync(_url, cancel);
            return response.IsSuccessStatusCode
                ? (await response.Content.ReadAsStringAsync(cancel), null)
                : (null, string.Create(CultureInfo.InvariantCulture, $"it answered {(int)response.StatusCode}"));
        }
        catch (Exception failure)
            when (failure
                    is HttpRequestException
                        or OperationCanceledException
                        or IOException
                        or InvalidOperationException
            )
        {
            return (null, failure is OperationCanceledException ? "no answer within 5 s" : failure.Message);
        }
    }

    private void Say(string text)
    {
        if (_said != text)
            _context.Report(RunEventKind.Problem, text);
        _said = text;
    }
}
