namespace SoakHarness.EndToEnd.Tests.Browser;

/// <summary>A fact that needs chromium and axe-core; without them it is skipped and says how to install them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Program is null)
            Skip = "chromium is missing: apt-get install chromium";
        else if (!File.Exists(Axe.File))
            Skip = "axe-core is missing: (cd tests/SoakHarness.EndToEnd.Tests && npm ci)";
    }
}
