namespace WorkerLoop;

/// <summary>What a job leaves: 1 KiB.</summary>
/// <param name="Job">Number of the job.</param>
internal sealed record Receipt(long Job)
{
    /// <summary>The signed text.</summary>
    internal byte[] Signature { get; } = new byte[1024];
}
