using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>A way of sending requests.</summary>
internal interface ITransport : IDisposable
{
    /// <summary>
    /// Connections to the target that stand, or are being made; null when that is not known, as through a proxy.
    /// </summary>
    int? Connections { get; }

    /// <summary>Prepares one kind of request, so that sending it costs as little as possible.</summary>
    /// <param name="spec">The request.</param>
    /// <param name="needsBody">True when the body of the response is looked at, not only counted.</param>
    ISender Prepare(RequestSpec spec, bool needsBody);
}
