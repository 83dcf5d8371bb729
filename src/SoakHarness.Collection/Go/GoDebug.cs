using System.Globalization;
using System.Net;
using System.Text;

namespace SoakHarness.Collection.Go;

/// <summary>
/// The debug endpoints of a Go target: expvar and pprof. Each call has a deadline; a body has a largest size.
/// </summary>
internal sealed class GoDebug : IDisposable
{
    /// <summary>The lines of Go that serve pprof.</summary>
    internal const string PprofLines =
        "Add `import _ \"net/http/pprof\"` and `go http.ListenAndServe(\"127.0.0.1:6060\", nil)`, or on a mux of your own `mux.Handle(\"/debug/\", http.DefaultServeMux)`, and name that address in go.debug-url.";

    /// <summary>The lines of Go that serve expvar.</summary>
    internal const string ExpvarLines =
        "Add `import _ \"expvar\"` and `go http.ListenAndServe(\"127.0.0.1:6060\", nil)`, or on a mux of your own `mux.Handle(\"/debug/\", http.DefaultServeMux)`, and name that address in go.debug-url.";

    private const string Credentials =
        "The endpoints want credentials: name them in go.headers, e.g. { Authorization: \"Bearer ${TOKEN}\" }.";

    /// <summary>What a user may have copied behind the base address.</summary>
    private static readonly string[] Endings = ["/debug/pprof", "/debug/vars", "/debug"];

    private const int LargestBody = 64 * 1024 * 1024;
    private readonly HttpClient _client;
    private readonly TimeSpan _within;

    /// <param name="url">Base address; a path in it stands before /debug, as behind a reverse proxy.</param>
    /// <param name="within">Deadline of a call; null for 10 s.</param>
    /// <param name="largest">Largest body in bytes.</param>
    /// <param name="headers">Sent with every call, e.g. credentials; null for none.</param>
    internal GoDebug(
        Uri url,
        TimeSpan? within = null,
        int largest = LargestBody,
        IReadOnlyDictionary<string, string>? headers = null
    )
    {
        _within = within ?? TimeSpan.FromSeconds(10);
        // Profiles are gzipped files as they are; only other bodies may come compressed, and are asked for plain.
        _client = new HttpClient(
            new SocketsHttpHandler { UseProxy = false, AutomaticDecompression = DecompressionMethods.None }
        )
        {
            BaseAddress = Base(url),
            Timeout = _within,
            MaxResponseContentBufferSize = largest,
        };
        if (url.UserInfo.Length > 0)
            _client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", Basic(url));
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
            _client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
    }

    /// <summary>What to do about the last problem when it was a matter of credentials; null when it was not.</summary>
    internal string? Refused { get; private set; }

    /// <summary>The body of an endpoint, or why there is none.</summary>
    internal async Task<(byte[]? Body, string? Problem)> GetAsync(string path, CancellationToken cancel)
    {
        try
        {
            using var response = await _client.GetAsync(new Uri(path.TrimStart('/'), UriKind.Relative), cancel);
            Refused = response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                ? Credentials
                : null;
            // Debug endpoints answer with text, JSON or a file, never with a page.
            if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "text/html")
            {
                Refused = Credentials;
                return (null, $"{path} answered with a web page, as a login or a proxy before it does");
            }

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

    /// <summary>The address with a slash at its end, without what follows in the paths.</summary>
    private static Uri Base(Uri url)
    {
        var path = url.AbsolutePath.TrimEnd('/');
        foreach (var ending in Endings.Where(ending => path.EndsWith(ending, StringComparison.Ordinal)).Take(1))
            path = path[..^ending.Length];
        return new UriBuilder(url)
        {
            UserName = "",
            Password = "",
            Path = path + "/",
            Query = "",
        }.Uri;
    }

    private static string Basic(Uri url) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(url.UserInfo)));

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
