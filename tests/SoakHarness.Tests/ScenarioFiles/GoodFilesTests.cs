using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles;
using SoakHarness.Tests.House;

namespace SoakHarness.Tests.ScenarioFiles;

public sealed class GoodFilesTests
{
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["SOAK_TOKEN"] = "token-of-the-soak",
        ["TENANT"] = "acme",
        ["PASSWORD"] = "correct horse",
    };

    [Fact]
    public void The_keys_of_the_contract_are_read()
    {
        var spec = Read("contract").Spec!;

        spec.Name.Should().Be("static-cache-leak");
        spec.Expect.Should().Be(Expectation.Leak);
        spec.Target.Command.Should().Equal("dotnet", "App.dll", "--flag");
        spec.Target.Url.Should().Be(new Uri("http://127.0.0.1:0"));
        spec.Target.Runtime.Should().Be(TargetRuntime.DotNet);
        spec.Target.Ready.Should().Be(new ReadySpec("/health", TimeSpan.FromSeconds(30)));
        spec.Target.MemoryLimitBytes.Should().Be(512 * 1024 * 1024);
        spec.Target.Environment.Should().Contain("DOTNET_gcServer", "0");
        spec.Load.WarmUp.Should().Be(TimeSpan.FromSeconds(10));
        spec.Load.Simulations.Should()
            .Equal(
                new Inject(200, TimeSpan.FromMinutes(2)),
                new RampingInject(500, TimeSpan.FromMinutes(1)),
                new KeepConstant(50, TimeSpan.FromMinutes(1)),
                new RampingConstant(100, TimeSpan.FromMinutes(1)),
                new Pause(TimeSpan.FromSeconds(30))
            );
        spec.Watch.Checkpoint!.Every.Should().Be(TimeSpan.FromSeconds(10));
        spec.Verdict.MinGrowth.Should().Be(new MinGrowth(1024 * 1024, GrowthUnit.BytesPerHour));
        spec.Verdict.Thresholds.Should().Equal("p99 < 250ms", "fail-rate < 1%", "rate >= 99% of asked");
    }

    [Fact]
    public void An_external_load_is_read_and_its_placeholders_stay_until_the_run()
    {
        var external = Read("external").Spec!.Load.External!;

        external
            .Command.Should()
            .Equal("k6", "run", "--out", "csv=${SOAK_RESULTS}", "-e", "URL=${SOAK_URL}", "t-acme.js");
        external.Format.Should().Be(ResultsFormat.K6Csv);
        external.Results.Should().EndWith(Path.Combine("ScenarioFiles", "out", "k6.csv"));
        external.Within.Should().Be(TimeSpan.FromHours(2));
    }

    [Fact]
    public void A_request_is_read_with_its_body_and_check()
    {
        var request = Read("contract").Spec!.Load.Requests.Should().ContainSingle().Subject;

        request
            .Should()
            .BeEquivalentTo(
                new RequestSpec
                {
                    Name = "add-to-cart",
                    Method = "POST",
                    Path = "/cart?kb=1",
                    Weight = 3,
                    Headers = new Dictionary<string, string> { ["X-Tenant"] = "a" },
                    Body = new BodySpec("{\"sku\":7}", null, "application/json"),
                    Expect = new ResponseCheck { Statuses = [200] },
                }
            );
    }

    [Fact]
    public void A_journey_keeps_the_placeholders_of_the_load_and_fills_in_those_of_the_environment()
    {
        var steps = Read("journey").Spec!.Load.Steps;

        steps[0]
            .Body.Should()
            .Be(
                new BodySpec(
                    """{"user":"${users.name}","remember":true,"tries":3,"ratio":0.5,"nothing":null,"tags":["a","1"]}""",
                    null,
                    "application/json",
                    IsTemplate: true
                )
            );
        steps[0]
            .Captures.Should()
            .BeEquivalentTo(
                new Dictionary<string, CaptureSpec>
                {
                    ["token"] = new(CaptureSource.Json, "$.token"),
                    ["session"] = new(CaptureSource.Header, "X-Session"),
                    ["id"] = new(CaptureSource.Regex, "id=(\\d+)"),
                }
            );
        steps[1].Path.Should().Be("/cart/${id}?user=${users.name}");
        steps[1].Headers.Should().Contain("Authorization", "Bearer ${token}").And.Contain("X-Tenant", "acme");
        steps[1].Expect.Statuses.Should().Equal(200, 204);
    }

    [Fact]
    public void A_journey_reads_load_transport_and_feeds()
    {
        var load = Read("journey").Spec!.Load;

        load.Simulations.Should()
            .Equal(
                new Inject(100, TimeSpan.FromMinutes(90), ArrivalKind.Poisson),
                new Iterations(1000, 4),
                new Iterations(1000, 1, 1.0 / 3600)
            );
        load.Transport.HttpVersion.Should().Be(new Version(2, 0));
        load.Transport.MaxConnections.Should().Be(64);
        load.Transport.Authorization.Should().Be("Basic c29hazpjb3JyZWN0IGhvcnNl");
        load.Feeds["users"].Order.Should().Be(FeedOrder.Unique);
        Path.IsPathFullyQualified(load.Feeds["users"].File).Should().BeTrue();
        load.Part.Should().Be(new LoadPart(2, 3));
        load.Seed.Should().Be(42);
    }

    [Fact]
    public void A_worker_needs_no_url_and_no_requests()
    {
        var spec = Read("worker").Spec!;

        spec.Load.SelfDriven.Should()
            .Be(new SelfDrivenSpec { During = TimeSpan.FromMinutes(10), Meter = "Shop.Worker/jobs.done" });
        spec.Watch.Checkpoint.Should().BeNull();
        spec.Verdict.MinGrowth.Should().Be(new MinGrowth(2, GrowthUnit.PercentPerHour));
    }

    [Fact]
    public void Defaults_are_those_of_the_model()
    {
        var spec = Read("worker").Spec!;

        spec.Load.Transport.Should().Be(new TransportSpec());
        spec.Watch.Should().Be(new WatchSpec { Checkpoint = null });
        spec.Verdict.Metrics.Should().Equal(new VerdictSpec().Metrics);
        spec.Target.StopWithin.Should().Be(new TargetSpec().StopWithin);
    }

    [Fact]
    public void Secrets_are_collected_and_stay_out_of_the_text()
    {
        var contract = Read("contract");
        var journey = Read("journey");

        contract.Secrets.Should().Contain("token-of-the-soak");
        journey.Secrets.Should().Contain(["correct horse", "c29hazpjb3JyZWN0IGhvcnNl"]);
        contract.Spec!.Text.Should().Contain("${SOAK_TOKEN}").And.NotContain("token-of-the-soak");
        journey.Spec!.Text.Should().Contain("${PASSWORD}").And.NotContain("correct horse");
    }

    [Fact]
    public void Problems_do_not_show_secrets()
    {
        var folder = Directory.CreateTempSubdirectory("soak-secret-problem");
        var file = Path.Combine(folder.FullName, "a.yaml");
        File.WriteAllText(file, "name: a\nverdict: { thresholds: [\"p99 < ${PASSWORD}\"] }\n");

        var problems = ScenarioFile.Read(file, Environment).Problems.Select(p => p.ToString()).ToArray();

        problems.Should().Contain(p => p.Contains("`p99 < ***`")).And.NotContain(p => p.Contains("correct horse"));
        folder.Delete(recursive: true);
    }

    private static ScenarioReadResult Read(string name)
    {
        var result = ScenarioFile.Read(
            Repository.PathOf("tests", "SoakHarness.Tests", "ScenarioFiles", "Good", $"{name}.yaml"),
            Environment
        );
        result.Problems.Should().BeEmpty();
        return result;
    }
}
