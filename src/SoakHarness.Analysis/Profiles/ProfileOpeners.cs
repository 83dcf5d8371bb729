using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Profiles;

/// <summary>
/// Lays handles, mapped memory and processes that leak to the code of a Go program that opens or starts them: each has
/// an object in the heap, which the heap profile knows by the stack of its allocation. That of a process does not stay,
/// so that all that was ever allocated is looked at.
/// </summary>
public static class ProfileOpeners
{
    private static readonly string[] Files = ["os.newFile", "os.NewFile", "os.Pipe"];
    private static readonly string[] Sockets = ["net.newFD", "net.(*netFD)"];
    private static readonly string[] Accepted = ["net.(*netFD).accept"];
    private static readonly string[] Dialled = ["net.(*netFD).dial", "net.(*sysDialer)", "net.internetSocket"];
    private static readonly string[] Started =
    [
        "os/exec.(*Cmd)",
        "os.StartProcess",
        "os.startProcess",
        "syscall.forkExec",
    ];
    private static readonly string[] Maps =
    [
        "syscall.(*mmapper)",
        "syscall.Mmap",
        "golang.org/x/sys/unix.(*mmapper)",
        "golang.org/x/sys/unix.Mmap",
    ];

    /// <summary>
    /// The suspect by the function that opens most of its kind, where a profile shows one; what it was is the note
    /// then.
    /// </summary>
    /// <param name="suspect">What grows, e.g. handles that are sockets.</param>
    /// <param name="heap">Heap profiles in time order.</param>
    public static Suspect Lay(Suspect suspect, IReadOnlyList<ProfileStage> heap)
    {
        if (suspect.AllocationSite.Count > 0 || Calls(suspect) is not { } calls)
            return suspect;
        var opener = ProfileGrowth
            .OverAll(heap, calls == Started ? "alloc_space" : "inuse_space")
            .Where(g => g.Owner != FrameOwner.Standard)
            .Select(g => g with { Stacks = [.. g.Stacks.Where(s => Opens(s, g.Function, calls))] })
            .FirstOrDefault(g => g.Stacks.Count > 0);
        if (opener is null)
            return suspect;
        var cause =
            calls == Maps
                ? "Memory is mapped and never unmapped: call Munmap when it is done with, also before early returns."
                : suspect.Cause;
        return suspect with
        {
            Type = opener.Function,
            AllocationSite = opener.Site,
            AllocationNote = suspect.Type,
            Cause = cause,
        };
    }

    private static string[]? Calls(Suspect suspect) =>
        suspect.Metric switch
        {
            "handles" when suspect.Type.StartsWith("socket", StringComparison.Ordinal) => suspect.Type switch
            {
                var type when type.Contains(" accepted on ", StringComparison.Ordinal) => Accepted,
                var type when type.Contains(" to ", StringComparison.Ordinal) => Dialled,
                _ => Sockets,
            },
            "handles" => Files,
            "child-processes" => Started,
            "native-memory" when suspect.Type.Contains("mapp", StringComparison.Ordinal) => Maps,
            _ => null,
        };

    private static bool Opens(GrownStack stack, string function, string[] calls) =>
        stack.Growth > 0
        && stack
            .Frames.TakeWhile(f => f != function)
            .Any(f => calls.Any(call => f.StartsWith(call, StringComparison.Ordinal)));
}
