using SoakHarness.Collection.Proc;

namespace SoakHarness.Collection.Metadata;

/// <summary>
/// Reads in this process, without suspending the other one. The runtime's data access library trusts what it reads: a
/// list that the other process is changing can end this process with a segmentation fault, so that whoever has to go
/// on afterwards asks a <see cref="ChildRuntimeReader"/>.
/// </summary>
public sealed class OwnRuntimeReader : IRuntimeReader
{
    private const int MostTimes = 5;

    /// <inheritdoc />
    public RuntimeAnswer Ask(int pid, RuntimeQuestion question)
    {
        var answer = AskOnce(pid, question);
        for (var times = 1; times < MostTimes && answer.Problem == OpenedRuntime.BeingChanged; times++)
            answer = AskOnce(pid, question);
        return answer;
    }

    private static RuntimeAnswer AskOnce(int pid, RuntimeQuestion question)
    {
        try
        {
            var place = new RuntimePlace(TargetRoot.Of(pid));
            using var target = OpenedRuntime.Target(options => OpenedRuntime.Attach(pid, options), place);
            if (target.ClrVersions.Length == 0)
                return new RuntimeAnswer
                {
                    Problem =
                        "no CoreCLR was found in the process (is it compiled ahead of time?): its metadata cannot be read",
                };
            using var runtime = OpenedRuntime.Open(target, place);
            return OpenedRuntime.Ask(runtime, question);
        }
#pragma warning disable CA1031 // Reading the memory of another process can fail in any way; what it gives is a bonus.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return new RuntimeAnswer { Problem = failure.Message };
        }
    }
}
