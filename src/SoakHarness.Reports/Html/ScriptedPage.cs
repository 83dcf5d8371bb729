namespace SoakHarness.Reports.Html;

/// <summary>A page with charts. Its Content-Security-Policy forbids everything that is not embedded.</summary>
internal static class ScriptedPage
{
    private static readonly string Style = Assets.Read("uPlot.css") + Assets.Read("report.css");
    private static readonly string Script = Assets.Read("uPlot.js") + "\n" + Assets.Read("report.js");

    /// <summary>What the page may load and run.</summary>
    /// <param name="connects">Where it may connect to; nowhere when null.</param>
    internal static string Policy(string? connects = null) =>
        $"default-src 'none'; style-src {Assets.Hash(Style)}; script-src {Assets.Hash(Script)}; img-src data:; {(connects is null ? "" : $"connect-src {connects}; ")}base-uri 'none'; form-action 'none'";

    /// <summary>The whole document.</summary>
    /// <param name="title">Title.</param>
    /// <param name="body">Markup of its main part.</param>
    /// <param name="charts">Data of its charts as JSON; null when they come from a stream.</param>
    internal static string Wrap(string title, string body, string? charts)
    {
        var page = new Page()
            .Add(
                $"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
            )
            .Add(
                $"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy(charts is null ? "'self'" : null)}\">"
            )
            .AddRaw(charts is null ? "<link rel=\"icon\" href=\"data:,\">\n" : "")
            .Add($"<title>{title}</title>")
            .AddRaw("<style>" + Style + "</style>\n</head>\n<body>\n<main>\n")
            .AddRaw(body)
            .AddRaw("</main>\n");
        if (charts is not null)
            page.AddRaw("<script type=\"application/json\" id=\"charts\">" + charts + "</script>\n");
        return page.AddRaw("<script>" + Script + "</script>\n</body>\n</html>\n").ToString();
    }
}
