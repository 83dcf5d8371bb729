namespace SoakHarness.EndToEnd.Tests;

/// <summary>A test that needs to mount a disk; skipped, and reported so, where nobody may.</summary>
internal sealed class PrivateDiskFactAttribute : FactAttribute
{
    public PrivateDiskFactAttribute()
    {
        if (PrivateDisk.Way is null)
            Skip = "No tmpfs can be mounted here: it needs root, user namespaces, or sudo without a password.";
    }
}
