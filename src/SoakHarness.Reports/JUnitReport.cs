using System.Xml.Linq;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Reports;

/// <summary>
/// <c>junit.xml</c>: one test case per gating metric and threshold; what is inconclusive is an error, not a failure.
/// </summary>
public static class JUnitReport
{
    /// <summary>Renders a run.</summary>
    /// <param name="report">The run.</param>
    public static string Render(RunReport report)
    {
        var suite = report.Scenario.Name;
        var cases = report
            .Verdict.Findings.Where(f => f.IsGating)
            .Select(f =>
                Case(
                    suite,
                    $"{f.Metric} does not leak",
                    f.Verdict switch
                    {
                        Verdict.Leak => new XElement("failure", new XAttribute("message", Clean(f.Reason))),
                        Verdict.Inconclusive => new XElement("error", new XAttribute("message", Clean(f.Reason))),
                        _ => null,
                    }
                )
            )
            .Concat(
                report.Thresholds.Select(t =>
                    Case(
                        suite,
                        t.Expression,
                        t.Passed switch
                        {
                            false => new XElement(
                                "failure",
                                new XAttribute("message", Clean($"measured: {t.Measured}"))
                            ),
                            null => new XElement("error", new XAttribute("message", Clean(t.Measured))),
                            _ => null,
                        }
                    )
                )
            )
            .Append(
                Case(
                    suite,
                    "run",
                    (int)report.Outcome is 0 or 1
                        ? null
                        : new XElement(
                            "error",
                            new XAttribute("message", Clean($"{report.OutcomeReason} {NextStep.Of(report)}".TrimEnd())),
                            TargetWords.LastLines(report) is { Count: > 0 } lines
                                ? Clean(string.Join('\n', lines))
                                : null
                        )
                )
            )
            .ToArray();
        var document = new XElement(
            "testsuite",
            new XAttribute("name", Clean(suite)),
            new XAttribute("tests", cases.Length),
            new XAttribute("failures", cases.Count(c => c.Element("failure") is not null)),
            new XAttribute("errors", cases.Count(c => c.Element("error") is not null)),
            cases
        );
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + document + "\n";
    }

    private static XElement Case(string suite, string name, XElement? trouble) =>
        new("testcase", new XAttribute("classname", Clean(suite)), new XAttribute("name", Clean(name)), trouble);

    /// <summary>Characters that XML cannot hold are dropped.</summary>
    private static string Clean(string text) => string.Concat(text.Where(System.Xml.XmlConvert.IsXmlChar));
}
