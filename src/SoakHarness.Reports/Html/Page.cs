using System.Globalization;
using System.Net;
using System.Text;

namespace SoakHarness.Reports.Html;

/// <summary>Builds HTML; every text that goes in is escaped here.</summary>
internal sealed class Page
{
    private readonly StringBuilder _html = new();

    /// <summary>Markup of ours; placeholders are escaped.</summary>
    /// <param name="markup">Interpolated markup.</param>
    internal Page Add(FormattableString markup)
    {
        var arguments = markup
            .GetArguments()
            .Select(a => (object)WebUtility.HtmlEncode(Convert.ToString(a, CultureInfo.InvariantCulture) ?? ""))
            .ToArray();
        _html.AppendFormat(CultureInfo.InvariantCulture, markup.Format, arguments).Append('\n');
        return this;
    }

    /// <summary>Text that is no markup of ours to interpret: styles, scripts, JSON made safe by its writer.</summary>
    /// <param name="text">Text.</param>
    internal Page AddRaw(string text)
    {
        _html.Append(text);
        return this;
    }

    public override string ToString() => _html.ToString();
}
