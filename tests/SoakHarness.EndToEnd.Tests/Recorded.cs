using SoakHarness.Model.Recordings;
using SoakHarness.Recordings;

namespace SoakHarness.EndToEnd.Tests;

/// <summary>Recordings that are read while they are written.</summary>
internal static class Recorded
{
    /// <summary>The only recording under a folder so far; null before it can be read.</summary>
    public static Recording? Of(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, RunFolder.RecordingName, SearchOption.AllDirectories) is [var only]
                ? RecordingReader.Read(only)
                : null;
        }
        catch (RecordingException)
        {
            return null;
        }
    }
}
