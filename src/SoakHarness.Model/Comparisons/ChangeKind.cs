namespace SoakHarness.Model.Comparisons;

/// <summary>What two sides of a comparison show about one measure.</summary>
public enum ChangeKind
{
    /// <summary>One side was not measured, or too little of it.</summary>
    Unknown,

    /// <summary>No difference that the measurements can tell from chance.</summary>
    Same,

    /// <summary>Better, surely.</summary>
    Better,

    /// <summary>Worse, surely, but not surely by more than the tolerance.</summary>
    Worse,

    /// <summary>Worse by more than the tolerance, surely: this fails the comparison.</summary>
    Regression,
}
