namespace SoakHarness.Load.Feeds;

/// <summary>A feed's file cannot be used.</summary>
/// <param name="message">What is wrong with it.</param>
public sealed class FeedException(string message) : Exception(message);
