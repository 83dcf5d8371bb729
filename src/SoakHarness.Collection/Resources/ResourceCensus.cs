using SoakHarness.Collection.Metadata;
using SoakHarness.Collection.Proc;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Resources;

namespace SoakHarness.Collection.Resources;

/// <summary>
/// Counts by name what a process holds outside its heap: open handles, threads, child processes and private memory from
/// <c>/proc</c>, and, in a .NET process, loaded assemblies. It costs the target nothing but its map being locked while
/// the kernel prints it.
/// </summary>
/// <param name="context">What is watched.</param>
/// <param name="modules">Asks for the names of loaded modules; null where there are none.</param>
internal sealed class ResourceCensus(SidecarContext context, Func<RuntimeAnswer>? modules)
{
    private static readonly string[] Internet = ["tcp", "tcp6", "udp", "udp6"];
    private readonly string _folder = $"/proc/{context.Options.Pid}";

    /// <summary>
    /// Takes a census, of the time at which it begins. What cannot be read is left out and said in the note.
    /// </summary>
    /// <param name="label">When in the run; part of the file's name.</param>
    internal SnapshotTaken Take(string label)
    {
        // Naming the assemblies takes a process of its own, writing the file a disk: what is counted is of before.
        var time = context.Now;
        var counts = new List<ResourceCount>();
        var notes = new List<string>();
        Add("handles", Handles);
        Add("threads", Threads);
        Add("child-processes", Children);
        Add("native-memory", () => MemoryMaps.Sum(File.ReadAllText($"{_folder}/smaps")));
        if (modules is not null)
            Add("assemblies", () => Assemblies(modules()));
        var file = Path.Combine("snapshots", $"{label}.resources.json");
        ResourceFile.Write(Path.Combine(context.Options.Folder, file), counts);
        return new SnapshotTaken(context.Target, time)
        {
            File = file,
            Format = "resources",
            Label = label,
            Objects = counts.Count,
            IsComplete = notes.Count == 0,
            Note = string.Join("; ", notes),
        };

        void Add(string metric, Func<IReadOnlyDictionary<string, long>> read)
        {
            try
            {
                counts.AddRange(read().Select(pair => new ResourceCount(metric, pair.Key, pair.Value)));
            }
            catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
            {
                notes.Add($"{metric} could not be named: {denied.Message}");
            }
        }
    }

    private Dictionary<string, long> Handles()
    {
        var sockets = new SocketTable();
        foreach (var table in Internet)
            sockets.AddInternet(table, KernelFile.Text($"{_folder}/net/{table}"));
        sockets.AddUnix(KernelFile.Text($"{_folder}/net/unix"));
        return Sum(
            Directory
                .EnumerateFileSystemEntries($"{_folder}/fd")
                .Select(Target)
                .OfType<string>()
                .Select(link => HandleNames.Of(link, sockets))
        );
    }

    private Dictionary<string, long> Threads() =>
        Sum(
            Directory
                .EnumerateDirectories($"{_folder}/task")
                .Select(task => KernelFile.Text($"{task}/comm").TrimEnd('\n'))
                .Where(name => name.Length > 0)
        );

    private Dictionary<string, long> Children() =>
        Sum(ChildProcesses.Of(context.Options.Pid).Select(ChildProcesses.Name).OfType<string>());

    private static Dictionary<string, long> Assemblies(RuntimeAnswer answer) =>
        answer.Problem is null ? Sum(answer.Modules) : throw new IOException(answer.Problem);

    private static Dictionary<string, long> Sum(IEnumerable<string> names) =>
        names.CountBy(name => name).ToDictionary(pair => pair.Key, pair => (long)pair.Value);

    /// <summary>Handles and threads may be gone between being listed and being read.</summary>
    private static string? Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
