using System.Text.Json.Nodes;

namespace SoakHarness.EndToEnd.Tests.Browser;

/// <summary>The page of a real run, as <c>soak report</c> writes it, in a real browser.</summary>
public sealed class ReportPageTests : IAsyncLifetime
{
    private const string Pictures =
        "[...document.querySelectorAll('.chart canvas')].map(c => c.closest('.chart').id + ' ' + [...c.toDataURL()].reduce((h, x) => (h * 31 + x.charCodeAt(0)) >>> 0, 7).toString(16))";
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-page-").FullName;
    private string _page = "";

    public async Task InitializeAsync()
    {
        var sample = Path.Combine(Path.GetDirectoryName(Axe.File)!, "..", "..", "..", "..", "reports", "sample");
        foreach (var file in Directory.GetFiles(sample, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, "run", Path.GetRelativePath(sample, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.Delete(Path.Combine(_folder, "run", "report.html"));
        var output = await SoakCli.RunAsync(_folder, "report", "run");
        output.ExitCode.Should().Be(1, output.Text);
        _page = Path.Combine(_folder, "run", "report.html");
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [BrowserFact]
    public async Task It_opens_from_disk_asks_for_nothing_else_and_draws_every_chart()
    {
        await using var browser = await Chromium.StartAsync();
        await browser.OpenAsync(_page);

        var drawn = await browser.EvaluateAsync(
            """
            [...document.querySelectorAll('.chart')].map(chart => {
              const canvas = chart.querySelector('canvas');
              const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              return new Set(new Uint32Array(pixels.buffer)).size;
            })
            """
        );

        drawn!
            .AsArray()
            .Should()
            .HaveCountGreaterThan(4)
            .And.OnlyContain(colours => (int)colours! > 5, "a blank canvas has one colour");
        browser
            .Requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal))
            .Should()
            .Equal(new Uri(_page).AbsoluteUri);
        browser.Complaints.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task Zooming_one_chart_zooms_all_and_a_double_click_goes_back()
    {
        await using var browser = await Chromium.StartAsync();
        await browser.OpenAsync(_page);
        var before = Texts(await browser.EvaluateAsync(Pictures));
        var box = await browser.EvaluateAsync(
            "(r => [r.x, r.y, r.width, r.height])(document.querySelector('#chart-floor .u-over').getBoundingClientRect())"
        );
        double Number(int i) => (double)box![i]!;
        var (left, middle, right) = (
            Number(0) + 0.4 * Number(2),
            Number(1) + Number(3) / 2,
            Number(0) + 0.6 * Number(2)
        );

        await Mouse(browser, "mouseMoved", left, middle);
        await Mouse(browser, "mousePressed", left, middle);
        await Mouse(browser, "mouseMoved", right, middle);
        await Mouse(browser, "mouseReleased", right, middle);
        await Mouse(browser, "mouseMoved", 1, 1);
        await browser.EvaluateAsync("new Promise(r => setTimeout(r, 50))");
        var zoomed = Texts(await browser.EvaluateAsync(Pictures));
        await browser.EvaluateAsync(
            "document.querySelector('#chart-floor .u-over').dispatchEvent(new MouseEvent('dblclick', { bubbles: true, clientX: 400, clientY: 300 }))"
        );
        await browser.EvaluateAsync("new Promise(r => setTimeout(r, 50))");
        var back = Texts(await browser.EvaluateAsync(Pictures));

        zoomed.Zip(before).Should().OnlyContain(pair => pair.First != pair.Second, "every chart follows");
        back.Zip(zoomed).Should().OnlyContain(pair => pair.First != pair.Second, "every chart goes back");
        back[0].Should().Be(before[0]);
    }

    [BrowserFact]
    public async Task Values_can_be_read_with_the_keyboard_and_as_a_table_and_only_where_they_were_measured()
    {
        await using var browser = await Chromium.StartAsync();
        await browser.OpenAsync(_page);
        const string Press =
            "(key => { document.querySelector('#chart-floor').dispatchEvent(new KeyboardEvent('keydown', { key })); return document.querySelector('#chart-floor .said').textContent; })";

        var last = (string?)await browser.EvaluateAsync($"{Press}('End')");
        var first = (string?)await browser.EvaluateAsync($"{Press}('Home')");
        var second = (string?)await browser.EvaluateAsync($"{Press}('ArrowRight')");
        await browser.EvaluateAsync("document.querySelector('details.values').open = true; 0");
        await browser.UntilAsync("document.querySelectorAll('details.values table tr').length > 20");
        var table = Texts(
            await browser.EvaluateAsync(
                "[...document.querySelectorAll('details.values table tr')].slice(0, 23).map(r => r.textContent)"
            )
        );

        last.Should().MatchRegex(@"^\d+:\d\d: .*MB");
        second.Should().NotBe(first);
        first.Should().NotContain("fitted trend", "the trend begins later");
        table[0].Should().Be("timeheap after any GCfitted trendfloorfloor without load");
        table[^1].Should().MatchRegex("^largest.*MB");
        (await Axe.ViolationsAsync(browser)).Should().BeEmpty();
    }

    [BrowserFact]
    public async Task It_prints_dark_on_white_whatever_the_screen_is()
    {
        await using var browser = await Chromium.StartAsync();
        await browser.SendAsync(
            "Emulation.setEmulatedMedia",
            new JsonObject
            {
                ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = "dark" }),
            }
        );
        await browser.OpenAsync(_page);
        await browser.EvaluateAsync("dispatchEvent(new Event('beforeprint')); 0");

        (
            (int)
                (
                    await browser.EvaluateAsync(
                        "Math.max(...[...document.querySelectorAll('.chart canvas')].map(c => c.getBoundingClientRect().width))"
                    )
                )!
        )
            .Should()
            .BeLessThanOrEqualTo(680);
        var pages = await browser.SendAsync("Page.printToPDF");
        Convert.FromBase64String((string)pages!["data"]!).Should().HaveCountGreaterThan(20_000);
        await browser.EvaluateAsync("dispatchEvent(new Event('afterprint')); 0");
        ((int)(await browser.EvaluateAsync("document.querySelector('.chart canvas').getBoundingClientRect().width"))!)
            .Should()
            .BeGreaterThan(680);
    }

    [BrowserFact]
    public async Task Everybody_can_use_it_in_light_and_in_dark()
    {
        await using var browser = await Chromium.StartAsync();
        var colours = new List<string>();
        foreach (var scheme in (string[])["light", "dark"])
        {
            await browser.SendAsync(
                "Emulation.setEmulatedMedia",
                new JsonObject
                {
                    ["features"] = new JsonArray(
                        new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }
                    ),
                }
            );
            await browser.OpenAsync(_page);
            colours.Add((string)(await browser.EvaluateAsync("getComputedStyle(document.body).backgroundColor"))!);

            (await Axe.ViolationsAsync(browser)).Should().BeEmpty("in {0}", scheme);
        }

        colours.Should().OnlyHaveUniqueItems();
    }

    [BrowserFact]
    public async Task A_phone_shows_it_without_scrolling_sideways()
    {
        await using var browser = await Chromium.StartAsync();
        await browser.SendAsync(
            "Emulation.setDeviceMetricsOverride",
            new JsonObject
            {
                ["width"] = 360,
                ["height"] = 740,
                ["deviceScaleFactor"] = 2,
                ["mobile"] = true,
            }
        );
        await browser.OpenAsync(_page);

        var width = (int)(await browser.EvaluateAsync("document.documentElement.scrollWidth"))!;

        width.Should().BeLessThanOrEqualTo(360);
    }

    private static Task Mouse(Chromium browser, string type, double x, double y) =>
        browser.SendAsync(
            "Input.dispatchMouseEvent",
            new JsonObject
            {
                ["type"] = type,
                ["x"] = x,
                ["y"] = y,
                ["button"] = "left",
                ["buttons"] = type == "mouseReleased" ? 0 : 1,
                ["clickCount"] = 1,
            }
        );

    private static string[] Texts(JsonNode? list) => [.. list!.AsArray().Select(v => (string)v!)];
}
