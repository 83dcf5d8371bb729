namespace SoakHarness.Recordings;

/// <summary>
/// Space kept free for the end of a run: when the disk is full, giving it back lets the last of the journal, the reason
/// and the reports be written.
/// </summary>
internal sealed class DiskReserve : IDisposable
{
    // SQLite takes its journal in at 4 MiB; the largest report page is below 1 MiB.
    private const long Bytes = 8 << 20;
    private readonly string _path;

    private DiskReserve(string path) => _path = path;

    /// <summary>Takes it. Without the space for it there is none, and the recording soon reports the disk.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    internal static DiskReserve Take(string path)
    {
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                PreallocationSize = Bytes,
            };
            new FileStream(path, options).Dispose();
        }
        catch (IOException)
        {
            File.Delete(path);
        }

        return new DiskReserve(path);
    }

    /// <summary>Gives it back, once or often.</summary>
    public void Dispose()
    {
        // Where its folder was deleted there is nothing to give back.
        if (File.Exists(_path))
            File.Delete(_path);
    }
}
