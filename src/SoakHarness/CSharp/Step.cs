using SoakHarness.Load.Statistics;

namespace SoakHarness.CSharp;

/// <summary>Measures parts of an iteration.</summary>
public static class Step
{
    /// <summary>
    /// Runs a step and measures it by its name. A step that fails or throws ends its iteration, which then counts as
    /// failed, unless the scenario has <c>WithRestartIterationOnFail(false)</c>: then its response comes back.
    /// </summary>
    /// <param name="name">Name; a run keeps up to 200 different ones apart.</param>
    /// <param name="context">The iteration's context.</param>
    /// <param name="run">The step.</param>
    /// <typeparam name="T">Type of the value that its response carries.</typeparam>
    /// <returns>Its response.</returns>
    public static async Task<Response<T>> Run<T>(string name, IScenarioContext context, Func<Task<Response<T>>> run)
    {
        if (context is not ScenarioContext own)
            return await run();
        var (due, started) = (own.Due, own.Clock());
        own.Steps.Started(own.ScenarioName, name, due);
        Response<T>? response = null;
        StepEnd end;
        try
        {
            response = await run();
            end = Ends.Of(response);
        }
        // What user code throws is not known here; it is an end of the step.
        catch (Exception failure)
        {
            end = Ends.Of(failure, own.ScenarioCancellationToken);
        }

        own.Due = own.Clock();
        own.Steps.Ended(own.ScenarioName, name, end, new StepTimes(due, started, own.Due));
        if (end.Kind != EndKind.Completed && own.EndsOnFail)
            throw new IterationEndedException(end);
        return response ?? Response.Fail<T>(end.Error, end.Example);
    }
}
