namespace SoakHarness.Targets;

/// <summary>
/// The target's output: written to its file as it comes, the last lines kept at hand. Safe for several writers.
/// </summary>
internal sealed class TargetLog : IDisposable
{
    private const int Kept = 50;
    private readonly Lock _gate = new();
    private readonly Queue<string> _last = new();
    private readonly StreamWriter _file;
    private readonly Func<string, string> _mask;
    private string? _cause;
    private bool _isCauseLast;

    /// <param name="path">File to write.</param>
    /// <param name="mask">Hides secrets in a line.</param>
    internal TargetLog(string path, Func<string, string> mask)
    {
        _file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            AutoFlush = true,
        };
        _mask = mask;
    }

    /// <summary>Raised for every line, unmasked, on the reading thread.</summary>
    internal event Action<string>? LineRead;

    /// <summary>The last lines, oldest first, at most 50.</summary>
    internal IReadOnlyList<string> Last
    {
        get
        {
            lock (_gate)
                return [.. _last];
        }
    }

    /// <summary>The last line that says of what the program dies, however much followed; null for none.</summary>
    internal string? Cause
    {
        get
        {
            lock (_gate)
                return _cause;
        }
    }

    /// <summary>Copies everything from the reader until it ends.</summary>
    internal async Task CopyAsync(TextReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            Add(_mask(line));
            LineRead?.Invoke(line);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            try
            {
                _file.Dispose();
            }
            catch (IOException)
            {
                // The disk is full: the recording reports it.
                _last.Enqueue("(the log could not be written to disk)");
            }
        }
    }

    private void Add(string line)
    {
        lock (_gate)
        {
            Notice(line);
            _last.Enqueue(line);
            if (_last.Count > Kept)
                _last.Dequeue();
            if (_file.BaseStream is not { CanWrite: true })
                return;
            try
            {
                _file.WriteLine(line);
            }
            catch (IOException)
            {
                // The disk is full: the recording reports it and ends the run; the last lines stay in memory.
                _last.Enqueue("(the log could not be written to disk)");
            }
        }
    }

    private void Notice(string line)
    {
        if (_isCauseLast)
            _cause = LastWords.Join(_cause!, line);
        _isCauseLast = LastWords.IsCause(line);
        if (_isCauseLast)
            _cause = line.Trim();
    }
}
