namespace SoakHarness.EndToEnd.Tests.Browser;

/// <summary>axe-core: the rules for pages that everybody can use.</summary>
internal static class Axe
{
    /// <summary>Its program, where <c>npm ci</c> puts it.</summary>
    public static string File { get; } = Find();

    /// <summary>Violations of the page that is open, each with its rule and the elements.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(Chromium browser)
    {
        await browser.EvaluateAsync(await System.IO.File.ReadAllTextAsync(File) + "; 0");
        var found = await browser.EvaluateAsync(
            "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(', ')))"
        );
        return [.. found!.AsArray().Select(v => (string)v!)];
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var tests = Path.Combine(folder.FullName, "tests", "SoakHarness.EndToEnd.Tests");
            if (Directory.Exists(tests))
                return Path.Combine(tests, "node_modules", "axe-core", "axe.min.js");
        }

        return "";
    }
}
