namespace SoakHarness.Targets;

/// <summary>
/// The target cannot be built, started, found or reached. The message says what, shows the evidence, and says what to
/// do.
/// </summary>
/// <param name="message">What happened.</param>
/// <param name="inner">Cause.</param>
public sealed class TargetException(string message, Exception? inner = null) : Exception(message, inner);
