namespace SoakHarness.ScenarioFiles.Shapes;

/// <summary>Texts that must not be written anywhere.</summary>
internal sealed class SecretTexts
{
    /// <summary>Shorter values (a digit, <c>on</c>) hide nothing, and masking them would ruin every report.</summary>
    public const int ShortestLength = 4;

    private const string Mask = "***";
    private readonly HashSet<string> values = [];

    /// <summary>All secrets, longest first.</summary>
    public IReadOnlyList<string> All =>
        [.. values.OrderByDescending(s => s.Length).ThenBy(s => s, StringComparer.Ordinal)];

    /// <summary>Takes a secret of at least <see cref="ShortestLength"/> characters; ignores shorter ones.</summary>
    /// <param name="secret">The text.</param>
    public void Add(string secret)
    {
        if (secret.Length >= ShortestLength)
        {
            values.Add(secret);
        }
    }

    /// <summary>Replaces every secret in a text.</summary>
    /// <param name="text">Text to clean.</param>
    public string MaskIn(string text) =>
        All.Aggregate(text, (masked, secret) => masked.Replace(secret, Mask, StringComparison.Ordinal));
}
