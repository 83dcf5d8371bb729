using SoakHarness.Runs;

namespace SoakHarness.Tests.Runs;

public sealed class ShownPathTests
{
    [Fact]
    public void A_path_is_short_below_the_current_folder_and_whole_elsewhere()
    {
        ShownPath.Of(Path.Combine(Directory.GetCurrentDirectory(), "reports", "a.html")).Should().Be("reports/a.html");
        ShownPath.Of("reports/a.html").Should().Be("reports/a.html");
        ShownPath.Of("/elsewhere/a.html").Should().Be("/elsewhere/a.html");
        ShownPath.Of("../a.html").Should().Be(Path.GetFullPath("../a.html"));
    }
}
