using System.CommandLine;

namespace SoakHarness.Cli.Verbs;

/// <summary><c>soak heap</c>: looks into stored heap snapshots, without a target and without a run.</summary>
internal static class HeapVerb
{
    internal static Command Create() =>
        new("heap", "Compares stored heap snapshots, shows who holds a type, and writes them for other tools.")
        {
            HeapDiffVerb.Create(),
            HeapPathVerb.Create(),
            HeapExportVerb.Create(),
            HeapImportVerb.Create(),
        };
}
