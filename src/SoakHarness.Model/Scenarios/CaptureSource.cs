namespace SoakHarness.Model.Scenarios;

/// <summary>The part of a response a value is captured from.</summary>
public enum CaptureSource
{
    /// <summary>A JSON path in the body.</summary>
    Json,

    /// <summary>A response header.</summary>
    Header,

    /// <summary>A regular expression over the body.</summary>
    Regex,
}
