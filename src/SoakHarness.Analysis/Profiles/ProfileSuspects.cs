using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Profiles;

/// <summary>
/// Names what grows in Go targets: memory in use by the function that allocated it, and goroutines by the function they
/// wait in. The application's own functions come first; goroutines of the standard library alone, such as those of open
/// connections, are suspects only when the count of goroutines leaks.
/// </summary>
public static class ProfileSuspects
{
    private const int Most = 5;
    private const double LeastShare = 0.05;
    private const int FewestGoroutines = 5;
    private const int CallersShown = 2;
    private const double FewestSamples = 2.5;

    /// <summary>Finds the suspects, the likeliest first.</summary>
    /// <param name="heap">Heap profiles in time order.</param>
    /// <param name="goroutines">Goroutine profiles in time order.</param>
    /// <param name="goroutinesLeak">Whether the count of goroutines is judged to leak.</param>
    /// <param name="heapGrowth">Bytes by which the heap is judged to have grown between the first and the last heap
    /// profile, of which a share is told; null when it is not judged to leak. Where neither does, memory is no suspect.
    /// </param>
    public static IReadOnlyList<Suspect> Find(
        IReadOnlyList<ProfileStage> heap,
        IReadOnlyList<ProfileStage> goroutines,
        bool goroutinesLeak,
        double? heapGrowth
    )
    {
        var space = ProfileGrowth.Of(heap, "inuse_space").Where(g => !IsOfGoroutines(g)).ToArray();
        var total = space.Sum(g => g.Growth);
        var memory = space
            .Where(g => (heapGrowth is not null || goroutinesLeak) && g.Growth > LeastShare * total && IsSeen(g, heap))
            .Take(Most)
            .ToArray();
        var objects = ProfileGrowth.Of(heap, "inuse_objects").ToDictionary(g => g.Function, g => g.Growth);
        var waiting = ProfileGrowth.Of(goroutines, null).Where(g => g.Growth >= FewestGoroutines).ToArray();

        var own = waiting.Where(g => g.Owner != FrameOwner.Standard).Take(Most).ToArray();
        var standard = goroutinesLeak
            ? waiting.Where(g => g.Owner == FrameOwner.Standard).OrderByDescending(IsClient).Take(Most).ToArray()
            : [];
        // Goroutines that only came along, such as slow requests, are far fewer than what leaks.
        var most = memory.FirstOrDefault(g => g.Owner != FrameOwner.Standard) is { } lead
            ? objects.GetValueOrDefault(lead.Function)
            : 0;
        var leading = own.Where(g => goroutinesLeak || g.Growth >= most / 2).ToArray();
        var openers =
            leading.Length == 0 && standard.Length > 0 ? Openers(space, objects, standard[0]).Take(1).ToArray() : [];
        return
        [
            .. leading.Select(g => OfGoroutines(g, goroutines)),
            .. openers.Select(g =>
                OfHeap(g, heap, heapGrowth) with
                {
                    Holder = Holder(standard[0]),
                    Cause = Cause(standard[0]),
                }
            ),
            .. memory
                .Except(openers)
                .OrderByDescending(g => g.Owner != FrameOwner.Standard || IsMostOfRequests(g, total))
                .Select(g => leading.Length > 0 ? Behind(OfHeap(g, heap, heapGrowth), g) : OfHeap(g, heap, heapGrowth))
                .Take(Most - openers.Length),
            .. standard.Concat(own.Except(leading)).Select(g => OfGoroutines(g, goroutines)),
        ];
    }

    /// <summary>
    /// The library allocates for every request, and one or two samples of that are there by chance.
    /// </summary>
    private static bool IsSeen(GrownFunction grown, IReadOnlyList<ProfileStage> heap) =>
        grown.Owner != FrameOwner.Standard || grown.Growth >= FewestSamples * heap[^1].Profile.Period;

    /// <summary>Whole requests are kept: what the application adds to each is the lesser part.</summary>
    private static bool IsMostOfRequests(GrownFunction grown, double total) =>
        grown.Function == GoFrames.ReadRequest && grown.Growth > total / 2;

    /// <summary>
    /// Goroutines of the standard library were started on somebody's behalf: functions of the application that keep
    /// about as many objects.
    /// </summary>
    private static IEnumerable<GrownFunction> Openers(
        IReadOnlyList<GrownFunction> space,
        Dictionary<string, double> objects,
        GrownFunction goroutines
    ) =>
        space.Where(g =>
            g.Owner != FrameOwner.Standard && objects.GetValueOrDefault(g.Function) >= goroutines.Growth / 2
        );

    private static Suspect OfHeap(GrownFunction grown, IReadOnlyList<ProfileStage> stages, double? heapGrowth) =>
        new()
        {
            Type = grown.Function,
            BytesPerRequest = PerRequest(grown.Growth, stages),
            // Samples of few allocations may stand for more than there was.
            Share = heapGrowth > 0 ? Math.Min(1, grown.Growth / heapGrowth.Value) : null,
            AllocationSite = grown.Site,
            Path = [.. grown.Site.Reverse()],
            Cause = $"What {grown.Function} allocates is kept. {GoCauses.Of(grown) ?? Unknown(grown, stages[^1])}",
        };

    /// <summary>Memory behind goroutines that never end is most likely what they hold.</summary>
    private static Suspect Behind(Suspect suspect, GrownFunction grown) =>
        GoCauses.Of(grown) is not null
            ? suspect
            : suspect with
            {
                Cause =
                    $"What {grown.Function} allocates is kept. The goroutines above may hold it, and let it go when they end; a Go profile says where it is allocated, not who holds it.",
            };

    private static string Unknown(GrownFunction grown, ProfileStage stage)
    {
        // A module that the function calls may keep it, too.
        var called = grown.Stack.TakeWhile(f => f != grown.Function).LastOrDefault();
        var module =
            called is not null && GoFrames.OwnerOf(called, stage.Profile) == FrameOwner.Dependency
                ? $" or kept by {called}, which it calls"
                : "";
        string[] callers =
        [
            .. grown
                .Stack.Zip(grown.Places)
                .SkipWhile(frame => frame.First != grown.Function)
                .Where(frame =>
                    frame.First != grown.Function && GoFrames.OwnerOf(frame.First, stage.Profile) != FrameOwner.Standard
                )
                .Select(frame => frame.Second)
                .Take(CallersShown),
        ];
        var also = callers.Length == 0 ? "" : $", there or in {string.Join(" or ", callers)}";
        return $"A Go profile says where it is allocated, not who holds it: look at where its result is stored{also}{module} (a map, slice or channel that only grows, a pool, a goroutine that never ends).";
    }

    private static Suspect OfGoroutines(GrownFunction grown, IReadOnlyList<ProfileStage> stages) =>
        new()
        {
            Type = grown.Function,
            Metric = "goroutines",
            GrowthPerRequest = PerRequest(grown.Growth, stages),
            Holder =
                grown.Owner == FrameOwner.Standard
                    ? Holder(grown)
                    : $"goroutines that never end, {GoWait.Of(grown.Stack).Words}{Line(grown)}",
            Path = [.. grown.Places.Reverse()],
            Cause = Cause(grown),
        };

    private static string Holder(GrownFunction grown) =>
        $"goroutines in {grown.Function} that never end, {GoWait.Of(grown.Stack).Words}";

    /// <summary>Where in the function they wait.</summary>
    private static string Line(GrownFunction grown) =>
        grown.Site[0].Length > grown.Function.Length ? grown.Site[0][grown.Function.Length..] : "";

    /// <summary>A client that keeps connections explains those of the server, which may be the same process.</summary>
    private static bool IsClient(GrownFunction grown) =>
        grown.Stack.Any(f => f.StartsWith("net/http.(*persistConn)", StringComparison.Ordinal));

    /// <summary>
    /// What the runtime allocates for every goroutine and reuses for the next: the goroutines are the suspects.
    /// </summary>
    private static bool IsOfGoroutines(GrownFunction grown) => grown.Function is "runtime.malg" or "runtime.allgadd";

    private static string Cause(GrownFunction grown) =>
        grown.Owner != FrameOwner.Standard ? $"Goroutines are started and never end: {GoWait.Of(grown.Stack).Cure}."
        : IsClient(grown)
            ? "Connections of an HTTP client stay open: read each response to its end and close its body (defer response.Body.Close()), and reuse one http.Client and one http.Transport."
        : grown.Stack.Any(f => f.StartsWith("net/http.(*conn)", StringComparison.Ordinal))
            ? "Connections to the server stay open: whoever opened them does not close them; http.Server.IdleTimeout ends those that idle."
        : "Goroutines of the standard library never end: close what started them (a connection, a response body, a ticker, a context).";

    private static Interval? PerRequest(double growth, IReadOnlyList<ProfileStage> stages) =>
        stages[^1].Requests - stages[0].Requests is > 0 and var requests
            ? new Interval(growth / requests, growth / requests, growth / requests)
            : null;
}
