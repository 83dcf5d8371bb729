namespace SoakHarness.CSharp;

/// <summary>How a step or an iteration of user code ended. Made by <see cref="Response"/>.</summary>
public interface IResponse
{
    /// <summary>True when it counts as failed.</summary>
    bool IsError { get; }

    /// <summary>Status for people, e.g. <c>200</c>; failures are grouped by it. May be empty.</summary>
    string StatusCode { get; }

    /// <summary>Bytes received; 0 when that does not matter.</summary>
    long SizeBytes { get; }

    /// <summary>What went wrong; one example of it per status is kept. May be empty.</summary>
    string Message { get; }
}
