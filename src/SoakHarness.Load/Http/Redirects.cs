using System.Net;

namespace SoakHarness.Load.Http;

/// <summary>Decides where a response leads on.</summary>
internal static class Redirects
{
    /// <summary>Most redirects that are followed for one request.</summary>
    internal const int Most = 10;

    /// <summary>The request that a response asks for; null when it is no redirect.</summary>
    /// <param name="sent">The request it answers.</param>
    /// <param name="response">The response.</param>
    internal static HttpRequestMessage? Next(HttpRequestMessage sent, HttpResponseMessage response)
    {
        if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
            return null;
        var from = sent.RequestUri!;
        var to = new Uri(from, location);
        // Never from TLS to plain text, and nowhere but to the web.
        if (to.Scheme != from.Scheme && to.Scheme != Uri.UriSchemeHttps)
            return null;
        var next = new HttpRequestMessage(MethodAfter(sent.Method, response.StatusCode), to)
        {
            Version = sent.Version,
            VersionPolicy = sent.VersionPolicy,
        };
        if (next.Method == sent.Method && sent.Content is ByteArrayContent)
            next.Content = Again(sent.Content);
        foreach (
            var header in sent.Headers.Where(h =>
                h.Key != "Cookie" && (h.Key != "Authorization" || to.Authority == from.Authority)
            )
        )
            next.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return next;
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    /// <summary>After 303 the answer is fetched; after 301 and 302 a POST becomes a GET, as browsers do it.</summary>
    private static HttpMethod MethodAfter(HttpMethod sent, HttpStatusCode status) =>
        (status == HttpStatusCode.SeeOther && sent != HttpMethod.Head)
        || ((int)status is 301 or 302 && sent == HttpMethod.Post)
            ? HttpMethod.Get
            : sent;

    private static ByteArrayContent Again(HttpContent content)
    {
        using var bytes = new MemoryStream();
        content.CopyTo(bytes, null, CancellationToken.None);
        var again = new ByteArrayContent(bytes.ToArray());
        foreach (var header in content.Headers)
            again.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return again;
    }
}
