using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>A way of sending requests.</summary>
internal interface ITransport : IDisposable
{
    /// <summary>Prepares one kind of request, so that sending it costs as little as possible.</summary>
    /// <param name="spec">The request.</param>
    /// <param name="needsBody">True when the body of the response is looked at, not only counted.</param>
    ISender Prepare(RequestSpec spec, bool needsBody);
}
