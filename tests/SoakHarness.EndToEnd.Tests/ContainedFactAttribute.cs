namespace SoakHarness.EndToEnd.Tests;

/// <summary>A test that needs namespaces of its own; skipped, and reported so, where nobody may make them.</summary>
internal sealed class ContainedFactAttribute : FactAttribute
{
    public ContainedFactAttribute()
    {
        if (PrivateDisk.Way is not ["unshare", ..])
            Skip = "No namespaces can be made here: it needs root or user namespaces.";
    }
}
