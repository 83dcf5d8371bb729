using SoakHarness.Model.Heaps;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Names what grows and who holds it. Types that grew over all snapshots are ranked by growth in retained bytes; what
/// only stands inside another growing type is folded into it, and of each such group the user's own outermost type is
/// named, or, where none is the user's, the outermost that is no part of a container.
/// </summary>
public static class SuspectFinder
{
    private const int MostSuspects = 5;
    private const double MostBelow = 0.5;
    private const double LeastShare = 0.02;
    private const double FairShare = 0.1;

    /// <summary>Finds suspects.</summary>
    /// <param name="stages">Complete snapshots in time order.</param>
    /// <param name="allocations">Sampled allocations.</param>
    /// <returns>Suspects, the largest first; empty with fewer than two snapshots. Where nothing grew over all of them,
    /// as a backlog falls when the load has ended, what grew until the last but one.</returns>
    public static IReadOnlyList<Suspect> Find(IReadOnlyList<HeapStage> stages, AllocationWindow allocations)
    {
        if (stages.Count < 2)
            return [];
        var found = Over(stages, allocations);
        return found.Count > 0 || stages.Count == 2 ? found : Fallen(stages, allocations);
    }

    /// <summary>What grew until the last snapshot but one and is fewer in the last.</summary>
    private static List<Suspect> Fallen(IReadOnlyList<HeapStage> stages, AllocationWindow allocations)
    {
        var (before, after) = (stages[^2].Summary, stages[^1].Summary);
        return
        [
            .. Over([.. stages.SkipLast(1)], allocations)
                .Where(suspect => after.Of(suspect.Type).Instances < before.Of(suspect.Type).Instances),
        ];
    }

    private static List<Suspect> Over(IReadOnlyList<HeapStage> stages, AllocationWindow allocations)
    {
        var last = HeapStages.Look(stages);
        var first = stages[0].Summary;
        var floor = (double)(last.Bytes - first.Bytes);
        var requests = stages[^1].Requests - stages[0].Requests;
        var growing = HeapDiff.Growing(stages);
        var left = growing.ToList();
        var suspects = new List<(Suspect Suspect, bool IsOwn)>();
        var kept = new HashSet<string>();
        var samples = new Dictionary<string, int[]>();
        var explained = growing.Count > 0 ? growing[0].Retained : 0;
        while (left.Count > 0 && suspects.Count < MostSuspects)
        {
            var top = left[0];
            var group = left.Where(g => g == top || IsBelow(g.Type, top.Type)).ToArray();
            left = [.. left.Except(group)];
            if (floor > 0 && top.Retained < LeastShare * floor)
                break;
            var outermost = SuspectNames.Of(last, group);
            if (IsElsewhere(last, outermost, left))
                continue;
            var (named, holder) = Named(top, outermost);
            if (Owners.Kept(last, holder, named, type => HeapDiff.InNumber(type, stages)) is { } whole)
                (named, holder, _) = (whole, HolderPath.Find(first, last, whole.Type), kept.Add(whole.Type));
            else
                left.Remove(named);
            var known = suspects.FindIndex(one => one.Suspect.Type == named.Type);
            // What containers are made of says nothing beside a suspect that has a name.
            if (
                known >= 0
                    ? !kept.Contains(named.Type)
                    : suspects.Count > 0 && SuspectNames.SaysNothing(last, named.Type, holder)
            )
                continue;
            var inside = Inside(group, named);
            var site = AllocationSites.Find(allocations, named.Type, inside, holder, Staying);
            var (suspect, isOwn) = Describe(holder, top, named, inside, (requests, floor, site));
            if (!isOwn && NotEnded(group, named) is { } method)
                suspect = suspect with { Cause = $"{suspect.Cause} In each, {method} has not ended.".TrimStart() };
            if (known < 0)
                suspects.Add((suspect, isOwn));
            else
                suspects[known] = (With(suspects[known].Suspect, suspect), isOwn);
        }

        if (
            floor > 0
            && GrownInPlace.Find(stages, last) is { } single
            && single.Grown > Math.Max(MostBelow * floor, explained)
        )
            suspects.Insert(0, Describe(last, single, (requests, floor, allocations)));
        return OwnFirst(suspects);

        // Where a socket is kept open by the application, that says more than what waits for its data.
        (TypeGrowth, HolderPath) Named(TypeGrowth top, TypeGrowth outermost)
        {
            var owner = Owners.Of(first, last, outermost, growing);
            var holder = HolderPath.Find(first, last, owner.Type);
            if (owner == top || holder.IsOwn() || TypeNames.IsPlumbing(top.Type) || !TypeNames.IsFramework(owner.Type))
                return (owner, holder);
            var above = HolderPath.Find(first, last, top.Type);
            return above.IsOwn() ? (top, above) : (owner, holder);
        }

        // Bytes a second; what the instances hold is allocated apart.
        double? Staying(string type)
        {
            var (now, before, seconds) = (last.Of(type), first.Of(type), stages[^1].Time - stages[0].Time);
            var own = (now.Instances - before.Instances) * last.MeanSize(type);
            return seconds > 0 ? Math.Min(own, now.Retained - before.Retained) / seconds : null;
        }

        // True when most of a type's instances, those where it grew, stand below instances of another type.
        bool IsBelow(string type, string above)
        {
            if (!samples.TryGetValue(type, out var grown))
                samples[type] = grown = HolderPath.Grown(first, last, type);
            return grown.Count(node => last.IsBelow(node, above)) > MostBelow * grown.Length;
        }

        // What the framework holds may be the application's all the same: a call that its method never returns from.
        string? NotEnded(TypeGrowth[] group, TypeGrowth named) =>
            group
                .Where(g => g.Added > MostBelow * named.Added)
                .Select(g => (g.Type, Method: MethodWords.OfAsync(g.Type)))
                .Where(g => g.Method is not null && last.Own.IsUserMethod(g.Method) && IsBelow(g.Type, named.Type))
                .Select(g => MethodWords.Of(g.Method!))
                .Select(method => method.Contains(' ') ? method : $"the async method {method}")
                .FirstOrDefault();

        // Buffers of several are in the group of one of them at most.
        Belonging[] Inside(TypeGrowth[] group, TypeGrowth named) =>
            [
                .. group.Select(g => new Belonging(g.Type, IsBuffer(g) && Below(g, group[0]) <= MostBelow * g.Added)),
                .. growing
                    .Except(group)
                    .Where(g => IsBuffer(g) && Below(g, named) > MostBelow * named.Added)
                    .Select(g => new Belonging(g.Type, IsShared: true)),
            ];

        double Below(TypeGrowth buffer, TypeGrowth above) =>
            About(last, buffer.Type, node => last.IsBelow(node, above.Type));
    }

    private static bool IsBuffer(TypeGrowth growth) => TypeNames.IsBuffer(growth.Type);

    /// <summary>About how many instances of a type are so.</summary>
    private static double About(HeapView view, string type, Func<int, bool> isSo)
    {
        const int sampled = 1000;
        var sample = view.Sample(type, sampled);
        return sample.Length == 0 ? 0 : sample.Count(isSo) * (double)view.InstancesOf(type).Length / sample.Length;
    }

    /// <summary>A suspect with what else is a part of it; together no more than the heap grew.</summary>
    private static Suspect With(Suspect whole, Suspect part)
    {
        var share = whole.Share + part.Share;
        var over = Math.Max(1, share ?? 1);
        return whole with
        {
            Share = share / over,
            BytesPerRequest = (whole.BytesPerRequest, part.BytesPerRequest) is ({ } one, { } other)
                ? new Interval(
                    (one.Low + other.Low) / over,
                    (one.Estimate + other.Estimate) / over,
                    (one.High + other.High) / over
                )
                : null,
        };
    }

    /// <summary>
    /// True for a buffer whose growth is that of several others and would be counted twice: types with a name that
    /// retain most of it, and in which as many of it as were added stand.
    /// </summary>
    private static bool IsElsewhere(HeapView view, TypeGrowth named, IEnumerable<TypeGrowth> others)
    {
        TypeGrowth[] above = [.. others.Where(g => !TypeNames.IsPlumbing(g.Type) && !IsBuffer(g))];
        if (!IsBuffer(named) || above.Sum(g => g.Retained) <= MostBelow * named.Retained)
            return false;
        var inside = About(view, named.Type, node => above.Any(g => view.IsBelow(node, g.Type)));
        return inside > MostBelow * named.Added;
    }

    /// <summary>
    /// Where only the framework is known to hold the largest, the first of a fair share that the application holds
    /// comes before it: there the leak is mended.
    /// </summary>
    private static List<Suspect> OwnFirst(List<(Suspect Suspect, bool IsOwn)> found)
    {
        var own = found.FindIndex(one => one is { IsOwn: true, Suspect.Share: >= FairShare });
        if (own > 0 && !found[0].IsOwn)
        {
            var first = found[own];
            found.RemoveAt(own);
            found.Insert(0, first);
        }

        return [.. found.Select(one => one.Suspect)];
    }

    /// <summary>True for the application's types, and what its objects hold that is no mere text or bytes.</summary>
    private static bool IsOwn(HolderPath holder, string type) =>
        holder.Code.IsUser(type) || holder.IsOwn() && !TypeNames.IsBuffer(type);

    private static (Suspect Suspect, bool IsOwn) Describe(
        HolderPath holder,
        TypeGrowth top,
        TypeGrowth named,
        Belonging[] inside,
        (double? Requests, double Floor, AllocationSite Site) run
    )
    {
        var suspect = new Suspect
        {
            Type = named.Type,
            GrowthPerRequest = run.Requests is > 0 ? named.Instances : null,
            BytesPerRequest = run.Requests is > 0 and var count ? Around(top.Retained / count, named.Instances) : null,
            Share = run.Floor > 0 ? Math.Min(1, top.Retained / run.Floor) : null,
            Holder = HolderKinds.DescribeAll(holder),
            Path = [.. holder.Path.Select(PathWords.Of)],
            AllocationSite = run.Site.Stack,
            AllocationNote = run.Site.Note,
            Cause = Causes.Of(named.Type, holder, inside.Where(i => !i.IsShared).Select(i => i.Type)),
        };
        return (suspect, IsOwn(holder, suspect.Type));
    }

    private static (Suspect Suspect, bool IsOwn) Describe(
        HeapView last,
        GrownInPlace single,
        (double? Requests, double Floor, AllocationWindow Allocations) run
    )
    {
        var holder = HolderPath.Find(last, single.Named, [single.Node]);
        var site = AllocationSites.Find(run.Allocations, single.Type, []);
        double? bytes = run.Requests is > 0 and var count ? single.Grown / count : null;
        var suspect = new Suspect
        {
            Type = single.Named,
            BytesPerRequest = bytes is { } each ? new Interval(each, each, each) : null,
            Share = Math.Min(1, single.Grown / run.Floor),
            Holder = HolderKinds.DescribeAll(holder),
            Path = [.. holder.Path.Select(PathWords.Of)],
            AllocationSite = site.Stack,
            AllocationNote = site.Note,
            Cause = Causes.Of(single.Named, holder, []),
        };
        return (suspect, IsOwn(holder, suspect.Type));
    }

    /// <summary>The bytes with the relative interval of the instances.</summary>
    private static Interval Around(double bytes, Interval instances) =>
        instances.Estimate > 0
            ? new Interval(
                bytes * instances.Low / instances.Estimate,
                bytes,
                bytes * instances.High / instances.Estimate
            )
            : new Interval(bytes, bytes, bytes);
}
