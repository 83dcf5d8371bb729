namespace SoakHarness.Load.Feeds;

/// <summary>Finds where records end, byte by byte. All marks are ASCII, so UTF-8 text passes untouched.</summary>
/// <param name="extension"><c>.csv</c>, <c>.json</c> or <c>.jsonl</c>.</param>
internal sealed class RecordEnds(string extension)
{
    private readonly bool _isArray = extension == ".json";
    private readonly bool _hasQuotes = extension != ".jsonl";
    private bool _isQuoted;
    private bool _isEscaped;
    private int _depth;

    /// <summary>True when the last byte belongs to a record; between the objects of an array there are none.</summary>
    internal bool IsInside => !_isArray || _depth > 0;

    internal void Begin() => (_isQuoted, _isEscaped, _depth) = (false, false, 0);

    /// <summary>Takes the next byte; true when it is the last of a record.</summary>
    internal bool IsEndAfter(byte next)
    {
        if (_isEscaped)
        {
            _isEscaped = false;
            return false;
        }

        _isEscaped = _isArray && _isQuoted && next == '\\';
        if (next == '"' && _hasQuotes)
            _isQuoted = !_isQuoted;
        if (_isQuoted)
            return false;
        if (!_isArray)
            return next == '\n';
        _depth +=
            next == '{' ? 1
            : next == '}' ? -1
            : 0;
        return next == '}' && _depth == 0;
    }
}
