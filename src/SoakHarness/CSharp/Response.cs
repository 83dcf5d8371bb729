namespace SoakHarness.CSharp;

/// <summary>Makes responses.</summary>
public static class Response
{
    private static readonly Response<object> Plain = new();

    /// <summary>Success.</summary>
    public static Response<object> Ok() => Plain;

    /// <summary>Success.</summary>
    /// <param name="statusCode">Status for people.</param>
    /// <param name="sizeBytes">Bytes received.</param>
    /// <param name="message">Not kept for successes.</param>
    public static Response<object> Ok(string statusCode = "", long sizeBytes = 0, string message = "") =>
        Ok<object>(null!, statusCode, sizeBytes, message);

    /// <summary>Success with a value for later steps.</summary>
    /// <param name="payload">The value.</param>
    /// <param name="statusCode">Status for people.</param>
    /// <param name="sizeBytes">Bytes received.</param>
    /// <param name="message">Not kept for successes.</param>
    /// <typeparam name="T">Type of the value.</typeparam>
    public static Response<T> Ok<T>(T payload, string statusCode = "", long sizeBytes = 0, string message = "") =>
        new()
        {
            Payload = payload,
            StatusCode = statusCode,
            SizeBytes = sizeBytes,
            Message = message,
        };

    /// <summary>Failure.</summary>
    /// <param name="statusCode">Failures are grouped by it; <c>failed</c> when empty.</param>
    /// <param name="message">What went wrong.</param>
    /// <param name="sizeBytes">Bytes received.</param>
    public static Response<object> Fail(string statusCode = "", string message = "", long sizeBytes = 0) =>
        Fail<object>(statusCode, message, sizeBytes);

    /// <summary>Failure of a step that would have carried a value.</summary>
    /// <param name="statusCode">Failures are grouped by it; <c>failed</c> when empty.</param>
    /// <param name="message">What went wrong.</param>
    /// <param name="sizeBytes">Bytes received.</param>
    /// <typeparam name="T">Type of the value.</typeparam>
    public static Response<T> Fail<T>(string statusCode = "", string message = "", long sizeBytes = 0) =>
        new()
        {
            IsError = true,
            StatusCode = statusCode,
            SizeBytes = sizeBytes,
            Message = message,
        };
}
