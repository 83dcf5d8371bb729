using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Feeds;

/// <summary>
/// Hands out the rows of a file. Rows are read as they are needed; opening passes over the file once to count them, and
/// a random feed keeps 8 bytes a row. A circular or unique feed of part k of n hands out the rows k, k + n, …, so that
/// the parts share them.
/// </summary>
internal sealed class Feed : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FeedFile _file;
    private readonly FeedOrder _order;
    private readonly LoadPart _part;
    private readonly Random _random;
    private readonly List<long> _offsets = [];
    private long _read;

    /// <param name="spec">The feed.</param>
    /// <param name="seed">Seed of a random one.</param>
    /// <param name="part">Which share of the rows is handed out.</param>
    /// <exception cref="FeedException">The file has no row for this part.</exception>
    internal Feed(FeedSpec spec, int seed, LoadPart part)
    {
        (_order, _file) = (spec.Order, new FeedFile(spec.File));
        _part = _order is FeedOrder.Circular or FeedOrder.Unique ? part : new LoadPart(1, 1);
        _random = new Random(seed + part.Number - 1);
        var rows = CountRows();
        var share = (rows - _part.Number) / _part.Count + (rows >= _part.Number ? 1 : 0);
        Rows = _order is FeedOrder.Sequential or FeedOrder.Unique ? share : null;
        if (share < 1)
            throw new FeedException($"{spec.File} has no rows for part {_part.Number} of {_part.Count}");
    }

    /// <summary>Rows it has in all; null when it never ends.</summary>
    internal long? Rows { get; }

    /// <summary>The next row; null after the last of a feed that ends.</summary>
    internal IReadOnlyDictionary<string, string>? Next()
    {
        lock (_gate)
            return _order == FeedOrder.Random ? _file.At(_offsets[_random.Next(_offsets.Count)]) : NextInOrder();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private long CountRows()
    {
        var rows = 0L;
        for (; _file.Skip(); rows++)
        {
            if (_order == FeedOrder.Random)
                _offsets.Add(_file.Offset);
        }

        _file.Rewind();
        return rows;
    }

    private IReadOnlyDictionary<string, string>? NextInOrder()
    {
        for (var hasBegunAgain = false; ; _read++)
        {
            var isMine = _read % _part.Count == _part.Number - 1;
            var row = isMine ? _file.Next() : null;
            if (row is not null || (!isMine && _file.Skip()))
            {
                if (row is null)
                    continue;
                _read++;
                return row;
            }

            if (_order != FeedOrder.Circular || hasBegunAgain)
                return null;
            _file.Rewind();
            (_read, hasBegunAgain) = (-1, true);
        }
    }
}
