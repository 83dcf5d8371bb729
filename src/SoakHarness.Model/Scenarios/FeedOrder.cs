namespace SoakHarness.Model.Scenarios;

/// <summary>Order in which a feed hands out its rows.</summary>
public enum FeedOrder
{
    /// <summary>In order, from the start again after the last.</summary>
    Circular,

    /// <summary>Drawn at random with the load's seed.</summary>
    Random,

    /// <summary>In order; the load stops after the last.</summary>
    Sequential,

    /// <summary>Every row once over all users; the load stops after the last.</summary>
    Unique,
}
