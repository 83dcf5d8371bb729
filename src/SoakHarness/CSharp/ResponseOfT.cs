namespace SoakHarness.CSharp;

/// <summary>A response that carries a value to later steps.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public sealed class Response<T> : IResponse
{
    internal Response() { }

    /// <inheritdoc />
    public bool IsError { get; internal init; }

    /// <inheritdoc />
    public string StatusCode { get; internal init; } = "";

    /// <inheritdoc />
    public long SizeBytes { get; internal init; }

    /// <inheritdoc />
    public string Message { get; internal init; } = "";

    /// <summary>The value; the default when none was given.</summary>
    public T? Payload { get; internal init; }
}
