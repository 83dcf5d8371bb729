namespace SoakHarness.Targets;

/// <summary>
/// Lets one harness of this user build at a time: two builds of one project, or of what both of two refer to, would
/// write the same files. Ends with its owner, however that ends.
/// </summary>
internal static class BuildLock
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private static string Default => Path.Combine(Path.GetTempPath(), $"soakharness-build-{Environment.UserName}.lock");

    /// <summary>Waits for it; where no lock can be made, goes on without.</summary>
    /// <param name="cancel">Gives up.</param>
    /// <param name="file">File that is locked; null for the user's.</param>
    /// <returns>Ends the lock when it is disposed.</returns>
    internal static async Task<IDisposable> TakeAsync(CancellationToken cancel, string? file = null)
    {
        var path = file ?? Default;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(Look, cancel);
            }
            catch (Exception impossible) when (impossible is IOException or UnauthorizedAccessException)
            {
                return new MemoryStream();
            }
        }
    }
}
