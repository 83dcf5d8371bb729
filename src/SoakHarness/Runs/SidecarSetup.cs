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
            GoDebugUrl = target.GoDebugUrl,
            PrometheusUrl = target.PrometheusUrl,
            WatchProcess = target.WatchProcess,
            FollowRestarts = target.FollowRestarts,
            OperationsMeter = operations?.Meter,
            OperationsCounter = operations?.PrometheusCounter,
        };
    }
}
