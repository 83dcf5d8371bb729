using System.Text;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>The bytes of request bodies.</summary>
internal static class RequestBodies
{
    /// <summary>The bytes of a body; null when there is none.</summary>
    internal static byte[]? Read(BodySpec? body) =>
        body switch
        {
            null => null,
            { File: { } file } => File.ReadAllBytes(file),
            { Text: var text } => Encoding.UTF8.GetBytes(text ?? ""),
        };
}
