using System.CommandLine;
using SoakHarness.Cli.Verbs;

namespace SoakHarness.Cli;

/// <summary>The whole command line: one list of verbs, one file each in <c>Verbs</c>.</summary>
internal static class SoakCommand
{
    /// <summary>Builds the root command.</summary>
    internal static RootCommand Create()
    {
        var root = Verbs();
        UnknownOptions.RefuseIn(root);
        return root;
    }

    private static RootCommand Verbs() =>
        new(
            "Drives a service for a long time, watches its memory, and says whether it leaks, how fast, and what holds it."
        )
        {
            RunVerb.Create(),
            VerifyVerb.Create(),
            AnalyzeVerb.Create(),
            ReportVerb.Create(),
            CompareVerb.Create(),
            HistoryVerb.Create(),
            ExportVerb.Create(),
            AttachVerb.Create(),
            CollectVerb.Create(),
            SnapshotVerb.Create(),
            HeapVerb.Create(),
            ValidateVerb.Create(),
            SchemaVerb.Create(),
            InitVerb.Create(),
        };
}
