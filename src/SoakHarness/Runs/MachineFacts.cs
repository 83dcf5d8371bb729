using System.Globalization;
using System.Runtime.InteropServices;

namespace SoakHarness.Runs;

/// <summary>The machine a run happened on.</summary>
internal static class MachineFacts
{
    /// <summary>Facts by name.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Read()
    {
        yield return new("host", Environment.MachineName);
        yield return new("os", RuntimeInformation.OSDescription);
        yield return new("architecture", RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant());
        yield return new("cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        yield return new(
            "memory",
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes.ToString(CultureInfo.InvariantCulture)
        );
        yield return new("harness-runtime", RuntimeInformation.FrameworkDescription);
    }
}
