namespace SoakHarness.Load.Feeds;

/// <summary>Kinds of values that are made for an iteration.</summary>
public enum GeneratedKind
{
    /// <summary>A UUID of version 4.</summary>
    Uuid,

    /// <summary>The iteration's number, from 1 on.</summary>
    Number,

    /// <summary>A whole number from 1 to a size, each as likely.</summary>
    Random,

    /// <summary>Lower-case letters and digits, as many as the size.</summary>
    Text,

    /// <summary>The time, in ISO 8601, UTC, with milliseconds.</summary>
    Now,
}
