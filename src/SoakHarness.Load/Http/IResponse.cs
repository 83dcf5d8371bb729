namespace SoakHarness.Load.Http;

/// <summary>A complete response, as far as checks and captures look at it.</summary>
internal interface IResponse
{
    /// <summary>Status code.</summary>
    int Status { get; }

    /// <summary>Length of the body in bytes.</summary>
    long BodyBytes { get; }

    /// <summary>The body; empty when the step does not look at it.</summary>
    ReadOnlyMemory<byte> Body { get; }

    /// <summary>Values of a header, in the order they came; empty when it is not there.</summary>
    /// <param name="name">Name, in any case.</param>
    IReadOnlyList<string> Header(string name);
}
