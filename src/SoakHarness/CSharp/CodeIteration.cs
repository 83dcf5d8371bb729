using System.Collections.Concurrent;
using SoakHarness.Load.Engine;
using SoakHarness.Load.Statistics;

namespace SoakHarness.CSharp;

/// <summary>
/// An arrival that runs user code. Contexts are used again, so there are as many as ever ran side by side.
/// </summary>
internal sealed class CodeIteration(Func<int, ScenarioContext> create, Func<IScenarioContext, Task<IResponse>> run)
    : IIteration
{
    private readonly ConcurrentBag<ScenarioContext> _free = [];
    private int _instances = -1;

    public async ValueTask<StepEnd> RunAsync(Func<double> clock, double intended, CancellationToken kill)
    {
        var context = _free.TryTake(out var free) ? free : create(Interlocked.Increment(ref _instances));
        try
        {
            context.Begin(clock, intended, kill);
            return Ends.Of(await run(context));
        }
        catch (IterationEndedException ended)
        {
            return ended.End;
        }
        // What user code throws is not known here; it is an end of the iteration.
        catch (Exception failure)
        {
            return Ends.Of(failure, kill);
        }
        finally
        {
            _free.Add(context);
        }
    }
}
