namespace SoakHarness.Load.Fast;

/// <summary>What a response's head says about the rest.</summary>
/// <param name="Status">Status code, 100 to 999.</param>
/// <param name="Framing">Where the body ends.</param>
/// <param name="Length">Length of the body in bytes; 0 unless the framing is a length.</param>
/// <param name="KeepsAlive">True when the connection stays open.</param>
internal readonly record struct ResponseHead(int Status, BodyFraming Framing, long Length, bool KeepsAlive);
