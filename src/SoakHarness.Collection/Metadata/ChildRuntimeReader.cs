using System.Diagnostics;
using System.Globalization;

namespace SoakHarness.Collection.Metadata;

/// <summary>
/// Reads in a process of its own, one for each question, since reading a process that runs on can crash or hang the
/// reader. Such a question is asked once more: what was being changed the first time seldom is the second time.
/// </summary>
/// <param name="command">Gives the start of <see cref="RuntimeReaderProgram"/> for a process id.</param>
public sealed class ChildRuntimeReader(Func<string, ProcessStartInfo> command) : IRuntimeReader
{
    private const int Attempts = 2;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    /// <inheritdoc />
    public RuntimeAnswer Ask(int pid, RuntimeQuestion question)
    {
        for (var attempt = 1; ; attempt++)
        {
            var start = command(pid.ToString(CultureInfo.InvariantCulture));
            var (answer, problem) = AskedProcess.Ask(
                start,
                question,
                (AskedJson.Default.RuntimeQuestion, AskedJson.Default.RuntimeAnswer),
                Within
            );
            if (answer is not null || attempt == Attempts)
                return answer ?? new RuntimeAnswer { Problem = $"reading its metadata {problem}" };
        }
    }
}
