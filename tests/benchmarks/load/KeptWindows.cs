using SoakHarness.Model.Recordings;

namespace SoakHarness.LoadBench;

/// <summary>Keeps the windows of a load.</summary>
internal sealed class KeptWindows : IRecordingSink
{
    private readonly Lock _gate = new();
    private readonly List<LoadWindow> _all = [];

    internal IReadOnlyList<LoadWindow> All
    {
        get
        {
            lock (_gate)
                return [.. _all];
        }
    }

    public void Write(Entry entry)
    {
        if (entry is not LoadWindow window)
            return;
        lock (_gate)
            _all.Add(window);
    }
}
