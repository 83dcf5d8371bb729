namespace SoakHarness.Model.Metrics;

/// <summary>Sizes as people set them: 512 MiB, not 537 MB.</summary>
public static class BinarySize
{
    /// <summary>Whole gibibytes or mebibytes in words; null for any other size.</summary>
    /// <param name="bytes">Size.</param>
    public static string? Of(long bytes) =>
        bytes switch
        {
            > 0 when bytes % (1L << 30) == 0 => FormattableString.Invariant($"{bytes >> 30} GiB"),
            > 0 when bytes % (1L << 20) == 0 => FormattableString.Invariant($"{bytes >> 20} MiB"),
            _ => null,
        };
}
