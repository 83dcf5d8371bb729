using SoakHarness.Load.Statistics;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Http;

/// <summary>Sends one kind of request.</summary>
internal interface ISender
{
    /// <summary>
    /// Sends it once and reads the whole response into <see cref="VirtualUser.Response"/>. Errors are ends.
    /// </summary>
    /// <param name="user">Who sends it; busy until the call ends.</param>
    /// <param name="request">The request; the very one that was prepared when nothing had to be filled in.</param>
    /// <param name="kill">Gives up at once.</param>
    /// <returns>Completed when there is a response, whatever its status.</returns>
    ValueTask<StepEnd> SendAsync(VirtualUser user, RequestSpec request, CancellationToken kill);
}
