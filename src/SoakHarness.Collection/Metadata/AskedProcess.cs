using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SoakHarness.Collection.Metadata;

/// <summary>
/// A process of ours that is asked one question, a line of JSON, and prints one answer. What its crash costs is the
/// answer.
/// </summary>
internal static class AskedProcess
{
    /// <summary>Starts it, asks, and waits for its end.</summary>
    /// <param name="start">How it is started.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="json">How both are written.</param>
    /// <param name="within">When it is killed.</param>
    /// <returns>The answer; or null, and what happened, as the rest of a sentence about what was wanted.</returns>
    internal static (TAnswer? Answer, string Problem) Ask<TQuestion, TAnswer>(
        ProcessStartInfo start,
        TQuestion question,
        (JsonTypeInfo<TQuestion> Question, JsonTypeInfo<TAnswer> Answer) json,
        TimeSpan within
    )
        where TAnswer : class
    {
        (start.UseShellExecute, start.RedirectStandardInput, start.RedirectStandardOutput) = (false, true, true);
        try
        {
            using var child = Process.Start(start)!;
            using var deadline = new Timer(_ => child.Kill(), null, within, Timeout.InfiniteTimeSpan);
            var answer = Exchange(child, JsonSerializer.Serialize(question, json.Question));
            child.WaitForExit();
            return answer is null
                ? (null, FormattableString.Invariant($"ended with exit code {child.ExitCode}"))
                : (JsonSerializer.Deserialize(answer, json.Answer), "");
        }
        catch (Exception broken)
            when (broken is Win32Exception or IOException or JsonException or InvalidOperationException)
        {
            return (null, $"failed: {broken.Message}");
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
