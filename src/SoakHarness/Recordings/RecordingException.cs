namespace SoakHarness.Recordings;

/// <summary>A recording cannot be opened, read or written. The message names the file and says what to do.</summary>
/// <param name="message">What happened, to which file, and what to do.</param>
/// <param name="inner">Cause.</param>
public sealed class RecordingException(string message, Exception? inner = null) : Exception(message, inner);
