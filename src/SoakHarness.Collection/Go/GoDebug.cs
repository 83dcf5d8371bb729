using System.Globalization;
using System.Net;

namespace SoakHarness.Collection.Go;

/// <summary>
/// The debug endpoints of a Go target: expvar and pprof. Each call has a deadline; a body has a largest size.
/// </summary>
internal sealed class GoDebug : IDisposable
{
    /// <summary>The lines of Go that serve pprof.</summary>
    internal const string PprofLines =
        "Add `import _ \"net/http/pprof\"` and `go http.ListenAndServe(\"127.0.0.1:6060\", nil)`, and name that address in go.debug-url.";

    /// <summary>The lines of Go that serve expvar.</summary>
    internal const string ExpvarLines =
        "Add `import _ \"expvar\"` and `go http.ListenAndServe(\"127.0.0.1:6060\", nil)`, and name that address in go.debug-url.";

    private const int LargestBody = 64 * 1024 * 1024;
    private readonly HttpClient _client;
    private readonly TimeSpan _within;

    /// <param name="url">Base address.</param>
    /// <param name="within">Deadline of a call; null for 10 s.</param>
    /// <param name="largest">Largest body in bytes.</param>
    internal GoDebug(Uri url, TimeSpan? within = null, int largest = LargestBody)
    {
        _within = within ?? TimeSpan.FromSeconds(10);
        // Profiles are gzipped files as they are; only other bodies may come compressed, and are asked for plain.
        _client = new HttpClient(
            new SocketsHttpHandler { UseProxy = false, AutomaticDecompression = DecompressionMethods.None }
        )
        {
            BaseAddress = url,
            Timeout = _within,
            MaxResponseContentBufferSize = largest,
        };
    }

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
            return (null, $"{path}: {Words(failure)}");
        }
    }

    public void Dispose() => _client.Dispose();

    private string Words(Exception failure) =>
        failure switch
        {
            OperationCanceledException => string.Create(
                CultureInfo.InvariantCulture,
                $"no answer within {_within.TotalSeconds:0.#} s"
            ),
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => string.Create(
                CultureInfo.InvariantCulture,
                $"the answer is longer than {_client.MaxResponseContentBufferSize / 1024 / 1024} MiB"
            ),
            _ => failure.Message,
        };
}
