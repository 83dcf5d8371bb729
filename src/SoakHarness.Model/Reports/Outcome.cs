namespace SoakHarness.Model.Reports;

/// <summary>How a run ended. The numbers are the process's exit codes.</summary>
public enum Outcome
{
    /// <summary>Clean, and every threshold held.</summary>
    Passed = 0,

    /// <summary>A leak, or a threshold failed.</summary>
    Failed = 1,

    /// <summary>Bad arguments or scenario.</summary>
    BadInput = 2,

    /// <summary>The target or the collector failed.</summary>
    BrokenEnvironment = 3,

    /// <summary>The measurements do not decide it.</summary>
    Inconclusive = 4,

    /// <summary>The load was not delivered as asked: the run proves nothing.</summary>
    LoadNotDelivered = 5,

    /// <summary>Interrupted by the user.</summary>
    Interrupted = 130,
}
