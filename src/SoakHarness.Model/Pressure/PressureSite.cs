namespace SoakHarness.Model.Pressure;

/// <summary>A place that allocates.</summary>
/// <param name="Method">The innermost method that is not the runtime's own, else the innermost.</param>
/// <param name="Type">What is allocated.</param>
/// <param name="Share">Share of all sampled bytes, 0 to 1.</param>
public sealed record PressureSite(string Method, string Type, double Share);
