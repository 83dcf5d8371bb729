using System.Globalization;

namespace SoakHarness.Collection.Go;

/// <summary>The debug endpoints of a Go target: expvar and pprof. Each call has a deadline; a body has a largest size.</summary>
internal sealed class GoDebug : IDisposable
{
    private const int LargestBody = 64 * 1024 * 1024;
    private readonly HttpClient _client;

    internal GoDebug(Uri url) => _client = new HttpClient(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = url, Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = LargestBody,
    };

    /// <summary>The body of an endpoint, or why there is none.</summary>
    internal async Task<(byte[]? Body, string? Problem)> GetAsync(string path, CancellationToken cancel)
    {
        try
        {
            using var response = await _client.GetAsync(new Uri(path, UriKind.Relative), cancel);
            return response.IsSuccessStatusCode
                ? (await response.Content.ReadAsByteArrayAsync(cancel), null)
                : (null, string.Create(CultureInfo.InvariantCulture, $"{path} answered {(int)response.StatusCode}"));
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
        {
            return (null, $"{path}: {failure.Message}");
        }
    }

    public void Dispose() => _client.Dispose();
}
