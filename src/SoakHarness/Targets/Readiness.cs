using System.Diagnostics;
using System.Globalization;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Targets;

/// <summary>Waits until a target answers.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <exception cref="TargetException">It exited or did not answer in time; the message shows its last
    /// output.</exception>
    internal static async Task WaitAsync(IRunningTarget target, ReadySpec? ready, CancellationToken cancel)
    {
        if (ready is null || target.Url is null)
            return;
        var url = new Uri(target.Url, ready.Path);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            Timeout = TimeSpan.FromSeconds(5),
        };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(ready.Within);
        string? last = null;
        while (!deadline.IsCancellationRequested)
        {
            if (target.Exited.IsCompleted)
                throw new TargetException($"The target {await target.Exited} before it was ready.{Output(target)}");
            var asked = Stopwatch.GetTimestamp();
            try
            {
                using var response = await client.GetAsync(url, deadline.Token);
                if ((int)response.StatusCode < 400)
                    return;
                last = string.Create(CultureInfo.InvariantCulture, $"it answered {(int)response.StatusCode}");
            }
            catch (HttpRequestException refused)
            {
                last = refused.Message;
            }
            catch (OperationCanceledException)
            {
                last = Unanswered(Stopwatch.GetElapsedTime(asked), last);
            }

            await Task.WhenAny(Task.Delay(Between, CancellationToken.None), target.Exited);
        }

        cancel.ThrowIfCancellationRequested();
        throw new TargetException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The target was not ready within {ready.Within.TotalSeconds:0.#} s: GET {url}: {last ?? "nothing was asked"}.{Output(target)}"
            )
        );
    }

    /// <summary>
    /// What is known after a request without an answer. The deadline may cut off one that was only just sent: then what
    /// came before it is what is known.
    /// </summary>
    /// <param name="waited">Time since it was sent.</param>
    /// <param name="last">What came of the request before it; null for none.</param>
    internal static string Unanswered(TimeSpan waited, string? last) =>
        last is null || waited > Hanging ? "it accepted the connection but did not answer" : last;

    /// <summary>The last output of a target, to end a message with.</summary>
    internal static string Output(IRunningTarget target) =>
        !target.IsHeard ? ""
        : target.LastLines.Count == 0 ? " It printed nothing."
        : $" Its last output:\n{string.Join('\n', target.LastLines.Select(line => "  | " + line))}";
}
