using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

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
            var (answer, problem) = TryAsk(pid, question);
            if (answer is not null || attempt == Attempts)
                return answer ?? new RuntimeAnswer { Problem = problem };
        }
    }

    private (RuntimeAnswer? Answer, string Problem) TryAsk(int pid, RuntimeQuestion question)
    {
        var start = command(pid.ToString(CultureInfo.InvariantCulture));
        (start.UseShellExecute, start.RedirectStandardInput, start.RedirectStandardOutput) = (false, true, true);
        try
        {
            using var child = Process.Start(start)!;
            using var deadline = new Timer(_ => child.Kill(), null, Within, Timeout.InfiniteTimeSpan);
            var answer = Exchange(child, JsonSerializer.Serialize(question));
            child.WaitForExit();
            return answer is null
                ? (null, FormattableString.Invariant($"reading its metadata ended with exit code {child.ExitCode}"))
                : (JsonSerializer.Deserialize<RuntimeAnswer>(answer), "");
        }
        catch (Exception broken)
            when (broken
                    is System.ComponentModel.Win32Exception
                        or IOException
                        or JsonException
                        or InvalidOperationException
            )
        {
            return (null, $"its metadata could not be read: {broken.Message}");
        }
    }

    private static string? Exchange(Process child, string question)
    {
        try
        {
            child.StandardInput.WriteLine(question);
            child.StandardInput.Close();
        }
        catch (IOException)
        {
            // It crashed while it was asked: its end says more.
        }

        return child.StandardOutput.ReadLine();
    }
}
