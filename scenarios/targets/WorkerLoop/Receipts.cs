namespace WorkerLoop;

/// <summary>Receipts of jobs that are done, the last ones up to a limit.</summary>
/// <param name="limit">How many are kept.</param>
internal sealed class Receipts(int limit)
{
    private readonly Queue<Receipt> _kept = new();

    /// <summary>Keeps one, and lets the oldest go when there are too many.</summary>
    internal void Add(Receipt receipt)
    {
        _kept.Enqueue(receipt);
        if (_kept.Count > limit)
            _kept.Dequeue();
    }
}
