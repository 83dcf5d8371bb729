using SoakHarness.Collection.Protocol;

namespace SoakHarness.Runs;

/// <summary>What the sidecar of a run is told.</summary>
internal static class SidecarSetup
{
    internal static SidecarOptions Create(RunContext context, int pid)
    {
        var target = context.Spec.Target;
        var operations = context.Spec.Load.SelfDriven;
        return new SidecarOptions
        {
            Pid = pid,
            Recording = context.Folder.Recording,
            Folder = context.Folder.Path,
            Origin = context.Origin,
            Watch = context.Spec.Watch,
            Runtime = target.Runtime,
            GoDebugUrl = OnTarget(target.GoDebugUrl, context.Url),
            GoDebugHeaders = target.GoDebugHeaders,
            PrometheusUrl = OnTarget(target.PrometheusUrl, context.Url),
            OperationsCounter = operations?.PrometheusCounter,
            OperationsMeter = operations?.Meter,
        };
    }

    /// <summary>Port 0 stands for the target's own port.</summary>
    private static Uri? OnTarget(Uri? debug, Uri? target) =>
        debug is { Port: 0 } && target is not null ? new UriBuilder(debug) { Port = target.Port }.Uri : debug;
}
