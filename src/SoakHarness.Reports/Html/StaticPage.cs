namespace SoakHarness.Reports.Html;

/// <summary>A page without scripts, in the style of the report.</summary>
internal static class StaticPage
{
    internal static string Wrap(string title, string body)
    {
        var style = Assets.Read("report.css");
        var policy = $"default-src 'none'; style-src {Assets.Hash(style)}; base-uri 'none'; form-action 'none'";
        return new Page()
            .Add(
                $"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
            )
            .Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
            .Add($"<title>{title}</title>")
            .AddRaw("<style>" + style + "</style>\n</head>\n<body>\n<main>\n")
            .AddRaw(body)
            .AddRaw("</main>\n</body>\n</html>\n")
            .ToString();
    }
}
