namespace SoakHarness.Load.Http;

/// <summary>A response of the runtime's HTTP client.</summary>
/// <param name="message">Status and headers.</param>
/// <param name="body">The whole body; empty when nobody looks at it.</param>
/// <param name="bytes">Length of the body.</param>
internal sealed class HttpResponse(HttpResponseMessage message, byte[] body, long bytes) : IResponse
{
    /// <inheritdoc/>
    public int Status => (int)message.StatusCode;

    /// <inheritdoc/>
    public long BodyBytes => bytes;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Body => body;

    /// <inheritdoc/>
    public IReadOnlyList<string> Header(string name) =>
        message.Headers.TryGetValues(name, out var values) || message.Content.Headers.TryGetValues(name, out values)
            ? [.. values]
            : [];
}
