using Microsoft.Win32.SafeHandles;

namespace SoakHarness.Load.Epoll;

/// <summary>
/// A file descriptor that is closed when nobody uses it any more, so that its number never means another connection.
/// </summary>
internal sealed class Descriptor() : SafeHandleMinusOneIsInvalid(ownsHandle: true)
{
    /// <summary>The number.</summary>
    internal int Number => (int)handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => LibC.Close((int)handle) == 0;
}
