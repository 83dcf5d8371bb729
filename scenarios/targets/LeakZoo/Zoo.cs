namespace LeakZoo;

/// <summary>Every case of the zoo by its path: <c>leak/NAME</c>, <c>fixed/NAME</c> or <c>trap/NAME</c>.</summary>
internal sealed class Zoo
{
    private readonly Dictionary<string, Func<int, Task>> _cases = [];

    /// <summary>Adds a pair: the mistake and its cure, doing the same work.</summary>
    /// <param name="name">Name of both.</param>
    /// <param name="leak">One call of the mistake; the argument is the payload in bytes.</param>
    /// <param name="cure">One call of the cure.</param>
    internal void Pair(string name, Func<int, Task> leak, Func<int, Task> cure)
    {
        _cases[$"leak/{name}"] = leak;
        _cases[$"fixed/{name}"] = cure;
    }

    internal void Pair(string name, Action<int> leak, Action<int> cure) => Pair(name, Wrap(leak), Wrap(cure));

    /// <summary>Adds a case that is clean but looks like a leak.</summary>
    internal void Trap(string name, Action<int> act) => _cases[$"trap/{name}"] = Wrap(act);

    /// <summary>
    /// Maps all cases to GET and POST: <c>kb</c> is the payload in KiB (1), <c>every</c> makes only each n-th call do
    /// anything (1).
    /// </summary>
    internal void Map(WebApplication app)
    {
        var calls = 0L;
        app.MapGet("/cases", () => _cases.Keys.Order());
        app.MapMethods(
            "/{kind}/{name}",
            ["GET", "POST"],
            async (string kind, string name, int? kb, int? every) =>
            {
                if (!_cases.TryGetValue($"{kind}/{name}", out var act))
                    return Results.NotFound($"There is no case {kind}/{name}; GET /cases lists them.");
                if (Interlocked.Increment(ref calls) % Math.Max(1, every ?? 1) == 0)
                    await act((kb ?? 1) * 1024);
                return Results.Ok();
            }
        );
    }

    private static Func<int, Task> Wrap(Action<int> act) =>
        bytes =>
        {
            act(bytes);
            return Task.CompletedTask;
        };
}
