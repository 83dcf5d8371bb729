namespace SoakHarness.ScenarioFiles.Yaml;

/// <summary>A single value.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Text">Its text without quotes.</param>
/// <param name="IsPlain">True when it was written without quotes.</param>
internal sealed record YamlScalar(Place At, string Text, bool IsPlain) : YamlNode(At)
{
    /// <summary>True for a key without a value, <c>~</c> and <c>null</c>.</summary>
    public bool IsNothing => IsPlain && Text is "" or "~" or "null";

    /// <inheritdoc/>
    public override string Kind => IsNothing ? "nothing" : $"\"{Text}\"";

    /// <inheritdoc/>
    public override int Weight => 1;
}
