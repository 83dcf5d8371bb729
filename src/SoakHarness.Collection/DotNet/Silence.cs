using System.Globalization;
using SoakHarness.Model.Recordings;

namespace SoakHarness.Collection.DotNet;

/// <summary>
/// Notices that a target which used to tell something every second or two has gone silent, and that it speaks again.
/// Each is said once. A target that never spoke is none of its business.
/// </summary>
/// <param name="after">Silence that is worth recording, in seconds.</param>
internal sealed class Silence(double after)
{
    private double? _since;

    /// <summary>What is to be recorded now, if anything.</summary>
    /// <param name="now">Seconds of the run's clock.</param>
    /// <param name="heard">When the target was last heard; NaN before the first time.</param>
    internal (RunEventKind Kind, string Text)? Notice(double now, double heard)
    {
        if (_since is null && now - heard > after)
        {
            _since = heard;
            return (
                RunEventKind.Gap,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The target's runtime has told nothing since {heard:0.0} s: it is suspended (SIGSTOP, a debugger, a frozen cgroup) or gets no CPU."
                )
            );
        }

        if (_since is not { } since || heard <= since)
            return null;
        _since = null;
        return (
            RunEventKind.Note,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The target's runtime goes on telling after {heard - since:0.0} s of silence; values of its meters are missing in between."
            )
        );
    }
}
