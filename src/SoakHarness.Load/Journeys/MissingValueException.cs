namespace SoakHarness.Load.Journeys;

/// <summary>A placeholder has no value: the row of the feed has no such column.</summary>
/// <param name="name">Name of the placeholder.</param>
internal sealed class MissingValueException(string name) : Exception($"${{{name}}} has no value")
{
    /// <summary>Name of the placeholder.</summary>
    internal string Name => name;
}
