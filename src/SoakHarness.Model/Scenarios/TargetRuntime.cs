namespace SoakHarness.Model.Scenarios;

/// <summary>The runtime of a target: decides which sources the sidecar reads.</summary>
public enum TargetRuntime
{
    /// <summary>Any process: /proc only.</summary>
    Process,

    /// <summary>.NET: EventPipe and /proc.</summary>
    DotNet,

    /// <summary>Go: expvar, pprof and /proc.</summary>
    Go,

    /// <summary>Java virtual machine: /proc and, when given, Prometheus.</summary>
    Jvm,

    /// <summary>Node.js: /proc and, when given, Prometheus.</summary>
    Node,
}
