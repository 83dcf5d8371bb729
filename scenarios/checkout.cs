#:project ../src/SoakHarness/SoakHarness.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

// A customer's way through the shop, in C#:  dotnet run scenarios/checkout.cs   or   soak run scenarios/checkout.cs
using SoakHarness.CSharp;

using var http = new HttpClient();

var checkout = Scenario
    .Create(
        "checkout",
        async context =>
        {
            var added = await Step.Run("add-to-cart", context, async () => await Post(context, "/cart/fixed?kb=1"));
            await Step.Run(
                "pay",
                context,
                async () => await Post(context, $"/fixed/session-cache?kb=1&was={added.Payload}")
            );
            return Response.Ok();
        }
    )
    .WithDescription("Adds to the bounded cart, then pays. The shop is clean.")
    .WithInit(init =>
    {
        http.BaseAddress = init.Url;
        return Task.CompletedTask;
    })
    .WithWarmUpDuration(TimeSpan.FromSeconds(5))
    .WithLoadSimulations(
        Simulation.Inject(rate: 50, interval: TimeSpan.FromSeconds(1), during: TimeSpan.FromSeconds(60))
    )
    .WithThresholds(Threshold.Create("fail-rate < 1%"), Threshold.Create("pay", "p99 < 2s"))
    .Against(Target.Project("targets/LeakZoo/LeakZoo.csproj", ready: "/health"));

return await SoakRunner.Run(args, checkout);

async Task<Response<int>> Post(IScenarioContext context, string path)
{
    using var answer = await http.PostAsync(path, null, context.ScenarioCancellationToken);
    var body = await answer.Content.ReadAsByteArrayAsync(context.ScenarioCancellationToken);
    return answer.IsSuccessStatusCode
        ? Response.Ok(body.Length, $"{(int)answer.StatusCode}", body.Length)
        : Response.Fail<int>($"{(int)answer.StatusCode}");
}
