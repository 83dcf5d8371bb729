namespace LeakZoo.Families;

/// <summary>
/// What makes a process hard to watch, or shows in one metric only: for the tests of the collector, not cases of the
/// zoo.
/// </summary>
internal static class Breakdowns
{
    private static readonly List<byte[]> s_islands = [];
    private static int s_hole = 90_000;

    internal static void Map(WebApplication app)
    {
        // The finalizer thread sleeps for ever as soon as this object is collected.
        app.MapPost("/break/finalizer", () => Sleeper.Make());

        // Garbage of so many collections, one after the other.
        app.MapPost(
            "/break/collect",
            (int times) =>
            {
                for (var i = 0; i < times; i++)
                    GC.Collect(0);
            }
        );

        // Large arrays of which every second one is let go: the holes are too small for the next, larger ones.
        app.MapPost(
            "/break/large-holes",
            () =>
            {
                lock (s_islands)
                {
                    for (var i = 0; i < 20; i++)
                    {
                        s_hole += 500;
                        GC.KeepAlive(new byte[s_hole]);
                        s_islands.Add(new byte[s_hole]);
                    }
                }
            }
        );

        // A client per request: its connection stays open until a finalizer or the server closes it.
        app.MapPost(
            "/break/client",
            async (HttpContext context) =>
            {
                var client = new HttpClient();
                await client.GetStringAsync(new Uri($"http://127.0.0.1:{context.Connection.LocalPort}/health"));
            }
        );

        // Keeps so many megabytes; beyond a hard limit of the heap this fails, and the process lives on.
        app.MapPost(
            "/break/keep",
            (int megabytes) =>
            {
                lock (s_islands)
                    Keep(megabytes);
            }
        );
    }

    private static void Keep(int megabytes)
    {
        try
        {
            for (var i = 0; i < megabytes; i++)
                s_islands.Add(new byte[1_000_000]);
        }
        catch (OutOfMemoryException)
        {
            // Room for the answer.
            s_islands.RemoveRange(0, 10);
            throw;
        }
    }
}

/// <summary>Its finalizer never ends.</summary>
internal sealed class Sleeper
{
    ~Sleeper() => Thread.Sleep(Timeout.Infinite);

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    internal static void Make() => GC.KeepAlive(new Sleeper());
}
