namespace SoakHarness.EndToEnd.Tests;

/// <summary>A test that compiles its target ahead of time.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NativeAotFactAttribute : FactAttribute
{
    public NativeAotFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (
            !folders.Any(folder =>
                File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc"))
            )
        )
            Skip = "There is no linker for native code. Install one: apt-get install gcc libc6-dev";
    }
}
