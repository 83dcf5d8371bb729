namespace SoakHarness.EndToEnd.Tests.Browser;

/// <summary>The live view of a real run in a real browser.</summary>
[Collection(Measuring.Name)]
public sealed class DashboardPageTests : IDisposable
{
    private const string Elapsed = "(document.getElementById('live-0') || {}).textContent";
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-live-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [BrowserFact]
    public async Task The_page_follows_the_run_survives_a_sleep_and_becomes_the_report()
    {
        using var soak = SoakCli.Start(
            _folder,
            "run",
            Repository.PathOf("scenarios", "static-cache-leak.yaml"),
            "--duration",
            "20s",
            "--dashboard",
            "--out",
            _folder
        );
        _ = soak.StandardOutput.ReadToEndAsync();
        var line = await soak.StandardError.ReadLineAsync();
        _ = soak.StandardError.ReadToEndAsync();
        line.Should().StartWith("dashboard: http://127.0.0.1:");
        await using var browser = await Chromium.StartAsync();
        using var link = new SleepyLink(new Uri(line!.Split(' ')[1]));
        await browser.VisitAsync(link.Address.AbsoluteUri);

        await browser.UntilAsync("document.querySelectorAll('.chart canvas').length > 3");
        var before = (string?)await browser.EvaluateAsync(Elapsed);
        await browser.UntilAsync($"{Elapsed} !== '{before}'");
        (await Axe.ViolationsAsync(browser)).Should().BeEmpty();
        link.Sleep();
        await browser.UntilAsync("document.getElementById('live-link').textContent.includes('lost')");
        var asleep = (string?)await browser.EvaluateAsync(Elapsed);
        link.Wake();
        await browser.UntilAsync(
            $"{Elapsed} !== '{asleep}' && document.getElementById('live-link').textContent === ''"
        );
        await browser.UntilAsync(
            "(document.querySelector('.banner h1') || {}).textContent?.startsWith('Leaks') && document.documentElement.dataset.drawn > 4"
        );

        await soak.WaitForExitAsync();
        soak.ExitCode.Should().Be(1);
    }
}
