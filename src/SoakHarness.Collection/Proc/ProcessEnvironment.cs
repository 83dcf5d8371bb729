namespace SoakHarness.Collection.Proc;

/// <summary>The environment that a process was started with.</summary>
internal static class ProcessEnvironment
{
    /// <summary>Names with their values, e.g. <c>HOME=/root</c>; none where it cannot be read.</summary>
    /// <param name="pid">Process.</param>
    internal static IReadOnlyList<string> Of(int pid) => KernelFile.Text($"/proc/{pid}/environ").Split('\0');
}
