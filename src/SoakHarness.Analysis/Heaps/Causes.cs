using static SoakHarness.Analysis.Heaps.KnownLeaks;

namespace SoakHarness.Analysis.Heaps;

/// <summary>Known patterns of leaks: a likely cause and its usual cure.</summary>
internal static class Causes
{
    /// <summary>A sentence, or nothing when the pattern is not known.</summary>
    internal static string Of(string type, HolderPath holder, IEnumerable<string> group)
    {
        // An application may have threads and files of its own, of a forum or a desk.
        if (
            TypeNames.HasFrameworkPrefix(type)
            && Array.Find(ByType, cause => TypeNames.Simple(type) == cause.Type).Sentence is { } known
        )
            return known;
        if (holder.HasOwnRoots && OfRoot(holder) is { Length: > 0 } rooted)
            return rooted;
        if (TypeNames.Simple(type) == Source && TypeNames.IsFramework(type))
            return OfSource(holder);
        if (
            Outer(type) == Source + "+CallbackNode"
            && group.Any(name => Outer(name).StartsWith(Linked1, StringComparison.Ordinal))
        )
            return Sentence(Linked1);
        if (group.Any(name => Outer(name).StartsWith("RuntimeAssemblyBuilder", StringComparison.Ordinal)))
            return Generated;
        // A library's object that only its own timers and registrations hold: those are not the application's.
        if (holder.Code.IsLibrary(type) && !holder.IsOwn() && holder.Path.Any(IsSelfKeeping))
            return SelfKept;
        if (type == Activity && holder.Path.Contains(type + HolderPath.Chain))
            return Activities;
        var found = Stretches(type, holder)
            .Select(names => ByPath.FirstOrDefault(cause => Fits(cause, names, holder)))
            .FirstOrDefault(cause => cause.Sentence is not null);
        return found.Part == Event || found.Part == Callbacks ? OfCallback(holder.Callback, found.Sentence)
            : found.Part == Scope && IsKept(holder) ? KeptScope
            : found.Sentence is not null ? found.Sentence
            : holder.Path.Contains(type + HolderPath.Chain) ? Linked
            : OfRoot(holder);
    }

    /// <summary>
    /// Token sources themselves: how they are kept tells whether they are linked, timed, or just never disposed; those
    /// inside something of the framework's are its affair.
    /// </summary>
    private static string OfSource(HolderPath holder)
    {
        var above =
            holder.Path.Count > 1 && holder.Path[^1].Contains(" x ", StringComparison.Ordinal) ? holder.Path[^2]
            : holder.Path.Count > 0 ? holder.Path[^1]
            : "";
        return Outer(above).StartsWith("TimerQueueTimer", StringComparison.Ordinal) ? Sentence(Timed)
            : Outer(above).StartsWith(Source, StringComparison.Ordinal) ? Sentence(Source)
            : above.EndsWith("[]", StringComparison.Ordinal)
            || TypeNames.IsPlumbing(above)
            || above.StartsWith("System.Collections.Generic.", StringComparison.Ordinal)
                ? "Token sources are kept and never disposed: dispose each when the work is done, e.g. with using."
            : "";
    }

    /// <summary>
    /// True for scopes that the application keeps; the container has only the root scope itself.
    /// </summary>
    private static bool IsKept(HolderPath holder)
    {
        var path = holder.Path;
        var at = path.Count - 1;
        while (at > 0 && Outer(path[at]) != Scope)
            at--;
        return at > 0 && (TypeNames.IsPlumbing(path[at - 1]) || IsCollection(path[at - 1])) && holder.IsOwn();
    }

    private static bool IsCollection(string name) => name.StartsWith("System.Collections.", StringComparison.Ordinal);

    private static bool IsSelfKeeping(string step) =>
        Outer(step).StartsWith("TimerQueue", StringComparison.Ordinal)
        || Outer(step).StartsWith(Source, StringComparison.Ordinal);

    private static string Sentence(string part) => Array.Find(ByPath, cause => cause.Part == part).Sentence;

    private static bool Fits((string Part, string Sentence) cause, string[] names, HolderPath holder) =>
        cause.Sentence == WeakTable
            && holder.Path.Any(step => step.Contains(HolderPath.WeakKey, StringComparison.Ordinal))
        || cause.Part == Event && holder.Callback?.Event is not null
        || cause.Part == Callbacks && holder.Callback is not null
        || cause.Part == Timed && IsTimed(names)
        || cause.Part == Observed && names.Any(name => name.Contains("System.IObserver", StringComparison.Ordinal))
        || cause.Part == Collected && names.Any(IsCollection)
        || names.Any(name =>
            cause.Part.Contains('.')
                ? name.StartsWith(cause.Part, StringComparison.Ordinal)
                // An application may have channels, timers and lists of its own.
                : TypeNames.IsFramework(name) && Begins(name, cause.Part)
        );

    /// <summary>
    /// True for a type whose simple name begins so; one without a namespace may be the application's own, so that only
    /// the whole word counts: a Listing is no List.
    /// </summary>
    private static bool Begins(string name, string part)
    {
        var outer = Outer(name);
        return outer.StartsWith(part, StringComparison.Ordinal)
            && (
                TypeNames.HasFrameworkPrefix(name) || outer.Length == part.Length || !char.IsLetter(outer[part.Length])
            );
    }

    /// <summary>True where a timer refers to a token source; the nearest to the instances comes first.</summary>
    private static bool IsTimed(string[] names) =>
        names
            .Zip(names.Skip(1))
            .Any(pair =>
                Outer(pair.First) == Source
                && Outer(pair.Second).StartsWith("TimerQueueTimer", StringComparison.Ordinal)
            );

    /// <summary>
    /// The path from the instances up, cut where it goes through a type of the user's: the collection that his object
    /// keeps them in explains more than what keeps that object alive.
    /// </summary>
    private static IEnumerable<string[]> Stretches(string type, HolderPath holder)
    {
        var names = new List<string> { type };
        for (var at = holder.Path.Count - 1; at >= 0; at--)
        {
            var step = Singletons.TypeIn(holder.Path[at].Split(" (")[0]);
            if (at > 0 && step != type && holder.Code.IsUser(step) && !step.Contains(' '))
            {
                yield return [.. names];
                names.Clear();
            }
            else
            {
                names.Add(step);
            }
        }

        yield return [.. names];
    }

    /// <summary>Who is subscribed to what, as far as it is known.</summary>
    private static string OfCallback(Callback? callback, string otherwise) =>
        callback switch
        {
            { Event: { } words, Method: { } method } =>
                $"{Capital(method)} is subscribed to {words} and never unsubscribed: unsubscribe (-=) when the subscriber is done.",
            { Event: { } words } =>
                $"A subscriber never unsubscribes from {words}, which lives longer: unsubscribe (-=) when it is done.",
            { Method: { } method } =>
                $"Delegates that call {method} are kept and never removed, each with all that it captures: remove them, or capture only what they need.",
            _ => otherwise,
        };

    private static string Capital(string words) =>
        words.StartsWith("a lambda", StringComparison.Ordinal)
        || words.StartsWith("the local", StringComparison.Ordinal)
            ? char.ToUpperInvariant(words[0]) + words[1..]
            : words;

    /// <summary>
    /// What the root alone tells; a handle that holds the instances themselves, not something above them.
    /// </summary>
    private static string OfRoot(HolderPath holder) =>
        holder.Holder switch
        {
            "a pinned GC handle" => "Pinned handles are allocated and never freed: free each one.",
            "an async-pinned GC handle" =>
                "I/O operations are started and never end, and their buffers stay pinned: cancel each, with a time-out.",
            "a ref-counted GC handle" =>
                "Native code keeps a reference to each and never releases it: release every COM object that was handed out.",
            var local when RootNames.IsLocal(local) && holder.HasOwnRoots =>
                "Each is held by a method that is still running: threads are started and never end, or calls never return; give each a way to stop.",
            "the finalizer queue" =>
                "Finalizers take longer than it takes to make what they finalize, or one of them waits for ever: dispose each object, which spares it the finalizer, and let no finalizer wait.",
            RootNames.Running => Array.Find(ByType, cause => cause.Type == "Thread").Sentence,
            "a GC handle" when holder.HasOwnRoots || holder.Path.Count == 2 =>
                "GC handles are allocated and never freed: free each one (GCHandle.Free).",
            "a conditional weak table" => WeakTable,
            var engine when engine.Contains("SocketAsyncEngine", StringComparison.Ordinal) =>
                "An open connection, which waits for data, keeps each: close what is done with, and end idle ones by a time-out.",
            _ => "",
        };

    /// <summary>
    /// The name without namespace, generic arguments and what is said of it, the types around it first.
    /// </summary>
    private static string Outer(string type)
    {
        var end = type.IndexOfAny(['`', '[', '<', ' '], Math.Min(1, type.Length));
        var bare = end < 0 ? type : type[..end];
        return bare[(bare.LastIndexOf('.') + 1)..];
    }
}
