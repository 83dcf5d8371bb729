using SoakHarness.Analysis.Wording;
using SoakHarness.Model.Heaps;
using static System.FormattableString;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Finds where a suspect is allocated: the application's own frames come first, and what the framework and libraries do
/// for them is left out, but for what the application called; only where no frame is the application's theirs are
/// shown. Of what a suspect holds and others hold as well, such as bytes, that counts which its own class or its
/// holder's allocates. Where far more is allocated than stays, most of it is garbage, and a site that allocates as much
/// as stays says more than one that allocates most.
/// </summary>
internal sealed class AllocationSites
{
    private const int FramesShown = 12;
    private const double MostlyGarbage = 10;
    private const double AsMuch = 2;
    private const int FewSamples = 5;
    private const string Thread = "System.Threading.Thread";
    private const string Assembly = "System.Reflection.RuntimeAssembly";

    // What comes with each assembly.
    private static readonly string[] OfAssembly =
    [
        "RuntimeModule",
        "LoaderAllocator",
        "AssemblyLoadContext",
        "RuntimeAssemblyBuilder",
        "RuntimeTypeBuilder",
    ];

    private readonly AllocationWindow _window;
    private readonly Func<string, double?> _kept;
    private readonly OwnCode _code;

    private AllocationSites(AllocationWindow window, Func<string, double?> kept) =>
        (_window, _kept, _code) = (window, kept, new OwnCode(window.Libraries));

    /// <summary>
    /// The stack with the most sampled bytes of the type. Where the type itself was not seen, that of what its
    /// instances hold, said as such, if the application allocates it.
    /// </summary>
    /// <param name="window">What was sampled.</param>
    /// <param name="type">Suspect.</param>
    /// <param name="belonging">Types that grow inside it.</param>
    /// <param name="holder">Who holds them.</param>
    /// <param name="kept">
    /// Bytes a second by which the instances of a type grow, what they hold not included; null where that is not known.
    /// </param>
    internal static AllocationSite Find(
        AllocationWindow window,
        string type,
        IEnumerable<Belonging> belonging,
        HolderPath? holder = null,
        Func<string, double?>? kept = null
    ) =>
        window is { Seconds: <= 0, Samples.Count: 0 }
            ? new AllocationSite([], "")
            : new AllocationSites(window, kept ?? (_ => null)).Find(type, belonging, holder ?? new HolderPath("", []));

    private AllocationSite Find(string type, IEnumerable<Belonging> belonging, HolderPath holder)
    {
        // Running threads hold the instances, each its own.
        var isOfThreads = holder.HasOwnRoots && RootNames.IsLocal(holder.Holder);
        string[] around = [type, holder.Holder, .. holder.Path];
        var own = (TypeNames.IsBuffer(type) ? Most(type, around) : null) ?? Most(type);
        // Everything allocates strings and bytes: a framework's stack among many is not the leak's.
        var isScattered =
            own is not null
            && TypeNames.IsBuffer(type)
            && !_code.IsUserMethod(own.Stack[0])
            && 2 * own.Samples <= own.All;
        if (own is not null && !isScattered)
            return new AllocationSite(own.Stack, Counted(own, "of it"));
        var unseen = isScattered
            ? Invariant($"its {own!.All} samples{Within()} come from several places of the framework's")
            : $"no sample of it was seen{Within()}";
        if (isOfThreads && Most(Thread) is { Bytes: 0 } start && _code.IsUserMethod(start.Stack[0]))
            return new AllocationSite(
                start.Stack,
                $"{unseen}; this is where the threads come from that hold it: {Counted(start, "")}"
            );
        if (
            own is null
            && IsOfAssembly(type)
            && Most(Assembly) is { Bytes: 0 } load
            && _code.IsUserMethod(load.Stack[0])
        )
            return new AllocationSite(load.Stack, $"{unseen}; this is where assemblies come from: {Counted(load, "")}");
        var held = belonging
            .Where(other => other.Type != type)
            .Select(other => (other.Type, Site: Most(other.Type, around) ?? (other.IsShared ? null : Most(other.Type))))
            .Where(other => other.Site is { } site && _code.IsUserMethod(site.Stack[0]))
            .OrderByDescending(other => other.Site!.Bytes)
            .FirstOrDefault();
        if (held.Site is not { } inside)
            return new AllocationSite([], unseen);
        // What others hold too is allocated by others too.
        return
            TypeNames.IsBuffer(held.Type)
            && inside is { IsAround: false, Garbage: null }
            && 2 * inside.Samples <= inside.All
            ? new AllocationSite(
                [],
                Invariant($"{unseen}, and the {inside.All} of {held.Type}, which it holds, come from several places")
            )
            : new AllocationSite(
                inside.Stack,
                $"{unseen}; this is where {held.Type}, which it holds, comes from: {Counted(inside, "of that")}"
            );
    }

    /// <summary>The stack with the most sampled bytes of a type; null when there is none.</summary>
    /// <param name="type">Type.</param>
    /// <param name="around">Words in one of which a class of the stack must be named; null for any stack.</param>
    private SampledSite? Most(string type, string[]? around = null)
    {
        var seen = _window
            .Samples.Where(s => IsOf(s.Type, type) && s.Stack.Count > 0 && !IsWatching(s.Stack))
            .ToArray();
        // Starts of threads and loads of assemblies are all there; that some of them were sampled too says less.
        var own = Array.FindAll(seen, s => s.Bytes == 0) is { Length: > 0 } counted ? counted : seen;
        var sites = own.Where(s => around is null || s.Stack.Any(frame => IsAround(frame, around)))
            .GroupBy(s => string.Join('\n', Shown(s.Stack)))
            .Select(g => new SampledSite(Shown(g.First().Stack), Called(g, type))
            {
                Samples = g.Sum(s => s.Samples),
                All = own.Sum(s => s.Samples),
                Bytes = g.Sum(s => s.Bytes),
                IsAround = around is not null,
                Made = type == Thread ? "started" : "loaded",
            })
            .OrderByDescending(site => site.Bytes)
            .ThenByDescending(site => site.Samples)
            .ToArray();
        return sites is [] ? null : Likeliest(sites, _kept(type) * _window.Seconds);
    }

    /// <summary>
    /// The site that allocates most, or, where that is mostly garbage, the one that allocates what stays.
    /// </summary>
    /// <param name="sites">Sites of one type, those with the most bytes first.</param>
    /// <param name="staying">Bytes by which the type grew meanwhile; null where that is not known.</param>
    private SampledSite Likeliest(SampledSite[] sites, double? staying)
    {
        var most = sites[0];
        if (staying is not > 0 || most.Bytes <= MostlyGarbage * staying)
            return most;
        var asMuch = sites
            .Where(site => site.Samples >= FewSamples && _code.IsUserMethod(site.Stack[0]))
            .Select(site => (Site: site, Distance: Math.Abs(Math.Log(site.Bytes / staying.Value))))
            .Where(site => site.Distance <= Math.Log(AsMuch))
            .OrderBy(site => site.Distance)
            .FirstOrDefault();
        return asMuch.Site is { } likely ? likely with { Garbage = most } : most with { Staying = staying };
    }

    /// <summary>True when the class of an application's method is named in one of the texts.</summary>
    private bool IsAround(string frame, string[] texts) =>
        _code.ClassOf(frame) is { } name && Array.Exists(texts, text => HasWord(text, name));

    private static bool HasWord(string text, string name)
    {
        for (var at = 0; (at = text.IndexOf(name, at, StringComparison.Ordinal)) >= 0; at++)
        {
            var rest = text.AsSpan(at + name.Length);
            var isWhole = (at == 0 || !IsPartOfName(text[at - 1])) && (rest.Length == 0 || !IsLetter(rest[0]));
            // An assembly may be called like a class of it.
            if (isWhole && !rest.StartsWith(".dll", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool IsPartOfName(char letter) => IsLetter(letter) || letter == '.';

    private static bool IsLetter(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    /// <summary>
    /// What the application calls there that allocates the type, where that is not its own; null where it does so
    /// itself, by several calls, or only by the framework's collections.
    /// </summary>
    private string? Called(IEnumerable<AllocationSample> samples, string type)
    {
        if (TypeNames.IsBuffer(type) || TypeNames.IsUser(type) && _code.IsUser(type))
            return null;
        var called = samples
            .Select(s => s.Stack.TakeWhile(frame => !_code.IsUserMethod(frame)).LastOrDefault())
            .Distinct();
        return called.ToArray() is [{ } only] && !FrameWords.IsCompiled(only) ? only : null;
    }

    private static bool IsOfAssembly(string type) =>
        TypeNames.IsFramework(type) && OfAssembly.Contains(TypeNames.Simple(type));

    /// <summary>The events that sample allocations name a nested type without its enclosing types.</summary>
    private static bool IsOf(string sampled, string type) =>
        sampled == type || type.EndsWith($"+{sampled}", StringComparison.Ordinal);

    private string Counted(SampledSite site, string what)
    {
        var (samples, all, bytes) = (site.Samples, site.All, Amounts.Of(site.Bytes, isBytes: true));
        var counted =
            site.Bytes > 0
                ? Invariant($"{samples} of {all} samples {what}{Within()}, about {bytes}")
                : Invariant($"{samples} of the {all} that were {site.Made}{Within()}");
        if (site.Garbage is { } garbage)
            counted +=
                $", as much as stays; the {Amounts.Of(garbage.Bytes, isBytes: true)} from {garbage.Stack[0]} do not";
        if (site.Staying is { } staying)
            counted += $", of which about {Amounts.Of(staying, isBytes: true)} stay";
        return site.Called is { } called && _code.IsUserMethod(site.Stack[0])
            ? $"{counted}, in {FrameWords.Of(called)}, which it calls"
            : counted;
    }

    private string Within() => _window.Seconds > 0 ? Invariant($" in {_window.Seconds:0} s") : "";

    /// <summary>
    /// From the application's innermost frame on, or else from a library's, or all of the framework's; in words.
    /// </summary>
    private string[] Shown(IReadOnlyList<string> stack) =>
        From(stack, _code.IsUserMethod)
        ?? From(stack, TypeNames.IsUserMethod)
        ?? [.. stack.Take(FramesShown).Select(FrameWords.Of)];

    private static string[]? From(IReadOnlyList<string> stack, Func<string, bool> isFirst)
    {
        var frames = FrameWords.Of(stack.SkipWhile(frame => !isFirst(frame))).Take(FramesShown).ToArray();
        return frames.Length > 0 ? frames : null;
    }

    /// <summary>What the runtime allocates to be measured, by this harness as well.</summary>
    private bool IsWatching(IReadOnlyList<string> stack) =>
        !stack.Any(_code.IsUserMethod)
        && stack.Any(frame =>
            frame.StartsWith("System.Diagnostics.Metrics.", StringComparison.Ordinal)
            || frame.StartsWith("System.Diagnostics.Tracing.", StringComparison.Ordinal)
        );

    private sealed record SampledSite(string[] Stack, string? Called)
    {
        internal int Samples { get; init; }

        internal int All { get; init; }

        internal double Bytes { get; init; }

        internal bool IsAround { get; init; }

        /// <summary>What was done with those that are counted one by one.</summary>
        internal string Made { get; init; } = "";

        /// <summary>Bytes that stay of those it allocates; null where that is most of them, or not known.</summary>
        internal double? Staying { get; init; }

        /// <summary>The site that allocates more, though hardly any of it stays; null when there is none.</summary>
        internal SampledSite? Garbage { get; init; }
    }
}
