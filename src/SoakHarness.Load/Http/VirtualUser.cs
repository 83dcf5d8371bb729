using System.Net;
using SoakHarness.Load.Fast;
using SoakHarness.Load.Feeds;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>
/// What belongs to one virtual user: buffers that are used again for every request. Serves one iteration at a time.
/// </summary>
internal sealed class VirtualUser : IDisposable
{
    private CancellationTokenSource _deadline = new();
    private CancellationTokenRegistration _registration;

    internal VirtualUser() => Drawn = new DrawnRequest(this);

    /// <summary>Values captured by earlier steps of the iteration.</summary>
    internal Dictionary<string, string> Captured { get; } = [];

    /// <summary>The iteration's row of each feed.</summary>
    internal Dictionary<string, IReadOnlyDictionary<string, string>> Rows { get; } = [];

    /// <summary>The iteration's values that are made, for <c>${soak.…}</c>.</summary>
    internal GeneratedRow Made { get; private set; }

    /// <summary>The last request that was filled in; null before there was one.</summary>
    internal RequestSpec? Request { get; set; }

    /// <summary>The last response.</summary>
    internal IResponse? Response { get; set; }

    /// <summary>
    /// Cookies of this user, kept from iteration to iteration; unused unless the scenario asks for cookies.
    /// </summary>
    internal CookieContainer Cookies => field ??= new CookieContainer();

    /// <summary>Messages that were sent whole and can be sent again, by sender.</summary>
    internal Dictionary<ISender, HttpRequestMessage> Messages { get; } = [];

    /// <summary>Where bodies go that nobody looks at.</summary>
    internal Memory<byte> Scratch => field = field.IsEmpty ? new byte[16 * 1024] : field;

    /// <summary>Reads responses of the fast transport.</summary>
    internal ResponseParser Parser { get; } = new();

    /// <summary>Sends requests over connections of the fast transport that stand.</summary>
    internal Exchange Exchange { get; } = new();

    /// <summary>Sends requests of a mix.</summary>
    internal DrawnRequest Drawn { get; }

    /// <summary>Begins a new iteration.</summary>
    /// <param name="made">Its values that are made.</param>
    internal void Begin(GeneratedRow made)
    {
        Made = made;
        Captured.Clear();
        Rows.Clear();
    }

    /// <summary>
    /// The value of a placeholder: what a step captured, what is made for the iteration, or <c>feed.column</c>; null
    /// when there is none.
    /// </summary>
    internal string? Find(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return Captured.GetValueOrDefault(name);
        if (GeneratedColumn.Parse(name) is { } made)
            return Made.ValueOf(made);
        return Rows.TryGetValue(name[..dot], out var row) ? row.GetValueOrDefault(name[(dot + 1)..]) : null;
    }

    /// <summary>The text without what was captured: a session or a token is nobody's business.</summary>
    internal string Hide(string text)
    {
        foreach (var (name, value) in Captured)
        {
            if (value.Length > 0)
                text = text.Replace(value, $"${{{name}}}", StringComparison.Ordinal)
                    .Replace(Uri.EscapeDataString(value), $"${{{name}}}", StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Starts a deadline; the token stands for the deadline and for the kill.</summary>
    internal CancellationToken StartDeadline(TimeSpan within, CancellationToken kill)
    {
        if (!_deadline.TryReset())
        {
            Renew();
        }

        if (_registration == default)
            _registration = kill.UnsafeRegister(static user => ((VirtualUser)user!)._deadline.Cancel(), this);
        _deadline.CancelAfter(within);
        return _deadline.Token;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _deadline.Dispose();
    }

    private void Renew()
    {
        _registration.Dispose();
        _registration = default;
        _deadline.Dispose();
        _deadline = new CancellationTokenSource();
    }
}
