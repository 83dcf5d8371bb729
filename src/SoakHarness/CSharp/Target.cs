using SoakHarness.Model.Scenarios;

namespace SoakHarness.CSharp;

/// <summary>
/// Names the program under test. What is not a parameter here is a property of the result:
/// <c>Target.Project("Shop.csproj") with { MemoryLimitBytes = 512 &lt;&lt; 20 }</c>. Paths are relative to the
/// scenario's file.
/// </summary>
public static class Target
{
    /// <summary>A .NET project, built in Release and started, or a folder with a Go module.</summary>
    /// <param name="path">Project file, or the Go module's folder.</param>
    /// <param name="url">Base address; with port 0 a free one is picked and passed as ASPNETCORE_URLS and PORT.</param>
    /// <param name="ready">Path whose GET answers once the target is up; null to count it as up at once.</param>
    public static TargetSpec Project(string path, string? url = "http://127.0.0.1:0", string? ready = null) =>
        new()
        {
            Project = path,
            Url = Address(url),
            Ready = Up(ready),
        };

    /// <summary>A program.</summary>
    /// <param name="command">Program and arguments.</param>
    /// <param name="url">Base address; with port 0 a free one is picked and passed as ASPNETCORE_URLS and PORT.</param>
    /// <param name="ready">Path whose GET answers once the target is up; null to count it as up at once.</param>
    public static TargetSpec Command(
        IReadOnlyList<string> command,
        string? url = "http://127.0.0.1:0",
        string? ready = null
    ) =>
        new()
        {
            Command = command,
            Url = Address(url),
            Ready = Up(ready),
        };

    /// <summary>A process that already runs. It is watched and never stopped.</summary>
    /// <param name="pid">Its id.</param>
    /// <param name="url">Base address; null when user code does not need one.</param>
    public static TargetSpec Process(int pid, string? url = null) => new() { Pid = pid, Url = Address(url) };

    /// <summary>A process that already runs. It is watched and never stopped.</summary>
    /// <param name="name">Its name; exactly one process may have it.</param>
    /// <param name="url">Base address; null when user code does not need one.</param>
    public static TargetSpec Process(string name, string? url = null) =>
        new() { ProcessName = name, Url = Address(url) };

    /// <summary>An address only: load without watching.</summary>
    /// <param name="url">Base address.</param>
    public static TargetSpec Url(string url) => new() { Url = Address(url) };

    private static Uri? Address(string? url) => url is null ? null : new Uri(url);

    private static ReadySpec? Up(string? path) => path is null ? null : new ReadySpec(path, TimeSpan.FromSeconds(30));
}
