namespace SoakHarness.Load.External;

/// <summary>The import of a file with a record for each request, while it grows.</summary>
internal sealed class RowImport(IRowFormat format, LineTail tail, LoadTarget target, ImportClock clock) : IResultsImport
{
    // Whole seconds and a coarse clock are no offset.
    private const double ClockTolerance = 2;
    private readonly RowWindows _windows = new(target, clock);
    private string _unreadable = "";
    private string? _failure;
    private long _unreadableCount;
    private double? _shift;

    /// <inheritdoc />
    public LoadProgress Progress => _windows.Progress;

    /// <inheritdoc />
    public long Requests { get; private set; }

    /// <inheritdoc />
    public string? Broken => _windows.Broken;

    /// <inheritdoc />
    public void Follow(double now)
    {
        try
        {
            do
            {
                foreach (var (line, record) in tail.Read())
                    Take(line, record, now);
            } while (!tail.IsAtEnd);
            _failure = null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _failure = failure.Message;
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Finish(double now)
    {
        Follow(now);
        _windows.Finish(now);
        return [.. Remarks()];
    }

    private void Take(long line, string record, double now)
    {
        try
        {
            if (format.Read(record) is not { } row)
                return;
            var time = clock.ToRun(row.Time) + (_shift ??= Shift(clock.ToRun(row.Time), now));
            if (time > now + ClockTolerance)
                throw new FormatException("its time lies in the future");
            _windows.Add(row, time);
            Requests += row.IsGroup ? 0 : 1;
        }
        catch (FormatException failure)
        {
            if (_unreadableCount++ == 0)
                _unreadable = FormattableString.Invariant($"line {line}: {failure.Message}");
        }
    }

    /// <summary>What another clock must be corrected by: no request ended before the start, or after now.</summary>
    private double Shift(double first, double now) =>
        first > now + ClockTolerance ? now - first
        : first < clock.Began - ClockTolerance ? clock.Began - first
        : 0;

    private IEnumerable<string> Remarks()
    {
        if (_failure is not null)
            yield return $"The results of the external load could not be read: {_failure}";
        if (_unreadableCount > 0)
            yield return FormattableString.Invariant(
                $"{_unreadableCount} lines of the external load's results could not be read and are not counted; {_unreadable}."
            );
        if (tail.HasHalfRecord)
            yield return "The last line of the external load's results was written only in part and is not counted.";
        if (_shift is { } shift and not 0)
            yield return FormattableString.Invariant(
                $"The clock of the external load's results was {Math.Abs(shift):0.#} s {(shift < 0 ? "ahead" : "behind")}; its times were corrected by that, so that its first request falls into the run."
            );
        if (_windows.Late > 0)
            yield return FormattableString.Invariant(
                $"{_windows.Late} requests of the external load were reported more than {RowWindows.Held} s after later ones and are counted in a later second."
            );
    }
}
