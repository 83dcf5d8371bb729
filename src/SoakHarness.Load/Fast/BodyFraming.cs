namespace SoakHarness.Load.Fast;

/// <summary>The ways a response says where its body ends.</summary>
internal enum BodyFraming
{
    /// <summary>Content-Length, or no body at all.</summary>
    Length,

    /// <summary>Transfer-Encoding: chunked.</summary>
    Chunked,

    /// <summary>The connection is closed after it.</summary>
    UntilClose,
}
