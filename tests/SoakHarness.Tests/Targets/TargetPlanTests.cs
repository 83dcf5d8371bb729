using SoakHarness.Model.Scenarios;
using SoakHarness.Targets;

namespace SoakHarness.Tests.Targets;

public sealed class TargetPlanTests
{
    private static readonly Dictionary<string, string> Ambient = new() { ["HOME"] = "/home/me", ["PORT"] = "1" };

    [Fact]
    public void Port_zero_becomes_a_free_port_that_the_target_is_told()
    {
        var plan = TargetPlan.Create(
            new TargetSpec { Url = new Uri("http://127.0.0.1:0/base") },
            ["app"],
            Ambient,
            () => 5099
        );

        plan.Url.Should().Be(new Uri("http://127.0.0.1:5099/base"));
        plan.Environment["ASPNETCORE_URLS"].Should().Be("http://127.0.0.1:5099");
        plan.Environment["PORT"].Should().Be("5099");
    }

    [Fact]
    public void A_port_that_is_given_is_kept()
    {
        var plan = TargetPlan.Create(
            new TargetSpec { Url = new Uri("http://127.0.0.1:5080") },
            ["app"],
            Ambient,
            () => throw new InvalidOperationException()
        );

        plan.Url!.Port.Should().Be(5080);
    }

    [Fact]
    public void The_scenarios_environment_wins_over_the_harness_s_own()
    {
        var spec = new TargetSpec
        {
            Environment = new Dictionary<string, string> { ["HOME"] = "/elsewhere", ["MODE"] = "x" },
        };

        var plan = TargetPlan.Create(spec, ["app"], Ambient, () => 0);

        plan.Environment.Should().Contain("HOME", "/elsewhere").And.Contain("MODE", "x").And.Contain("PORT", "1");
    }

    [Theory]
    [InlineData("bin/shop", "/srv/shop/bin/shop")]
    [InlineData("./shop", "/srv/shop/shop")]
    [InlineData("../build/shop", "/srv/build/shop")]
    [InlineData("/usr/bin/shop", "/usr/bin/shop")]
    [InlineData("dotnet", "dotnet")]
    public void A_program_s_path_counts_from_the_working_directory(string program, string expected)
    {
        var spec = new TargetSpec { WorkingDirectory = "/srv/shop" };

        TargetPlan.Create(spec, [program, "bin/data"], Ambient, () => 0).Command.Should().Equal(expected, "bin/data");
    }

    [Theory]
    [InlineData("", "gctrace=1")]
    [InlineData("http2debug=1", "http2debug=1,gctrace=1")]
    [InlineData("gctrace=0", "gctrace=0,gctrace=1")]
    [InlineData("gctrace=2,madvdontneed=1", "gctrace=2,madvdontneed=1")]
    public void Asking_for_gctrace_keeps_what_else_the_user_asks_the_go_runtime(string own, string expected)
    {
        var spec = new TargetSpec
        {
            GoGcTrace = true,
            Environment = new Dictionary<string, string> { ["GODEBUG"] = own },
        };

        TargetPlan.Create(spec, ["app"], Ambient, () => 0).Environment["GODEBUG"].Should().Be(expected);
        TargetPlan
            .Create(spec with { GoGcTrace = false }, ["app"], Ambient, () => 0)
            .Environment["GODEBUG"]
            .Should()
            .Be(own);
    }
}
