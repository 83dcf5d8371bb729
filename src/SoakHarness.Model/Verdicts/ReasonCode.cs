namespace SoakHarness.Model.Verdicts;

/// <summary>Why a metric got its verdict.</summary>
public enum ReasonCode
{
    /// <summary>Too few samples to judge.</summary>
    TooFewSamples = 0,

    /// <summary>Steady growth to the end of the run.</summary>
    Growing,

    /// <summary>Growth in steps, still stepping late in the run.</summary>
    Staircase,

    /// <summary>Growth that began mid-run and went on to the end.</summary>
    GrowingSince,

    /// <summary>No growth within the resolution of the run.</summary>
    Flat,

    /// <summary>Growth below the stated tolerance.</summary>
    BelowTolerance,

    /// <summary>Grew, then stopped growing.</summary>
    LevelledOff,

    /// <summary>What grew was given back.</summary>
    FallsBack,

    /// <summary>One step up and level since.</summary>
    StepOnly,

    /// <summary>Grows ever more slowly: whether it levels off is open.</summary>
    Decelerating,

    /// <summary>Noise hides growth of the size that matters.</summary>
    TooNoisy,

    /// <summary>Load changed together with time: hold it constant.</summary>
    LoadConfounded,

    /// <summary>A managed heap without full GCs: what is live was never measured.</summary>
    NoFloor,

    /// <summary>The run was too short for a resource that fills slowly in healthy services.</summary>
    TooShort,
}
