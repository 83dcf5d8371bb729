using SoakHarness.Analysis.Resources;
using SoakHarness.Model.Resources;

namespace SoakHarness.Analysis.Tests;

public sealed class ResourceSuspectsTests
{
    [Fact]
    public void Files_opened_by_each_request_are_one_suspect_with_their_pattern()
    {
        var suspects = ResourceSuspects.Of([Stage(100), Stage(200), Stage(300)], "handles");

        var file = suspects.Should().ContainSingle().Which;
        file.Type.Should().Be("file /tmp/x-*.tmp");
        file.GrowthPerRequest!.Estimate.Should().BeApproximately(1, 1e-9);
        file.Metric.Should().Be("handles");
        file.Cause.Should().Contain("dispose");
    }

    [Fact]
    public void What_does_not_grow_is_not_named() =>
        ResourceSuspects.Of([Stage(100), Stage(200), Stage(300)], "threads").Should().BeEmpty();

    [Fact]
    public void What_grew_only_at_first_is_not_named() =>
        ResourceSuspects.Of([Stage(100), Stage(200), Stage(200, 300)], "handles").Should().BeEmpty();

    [Fact]
    public void One_census_names_nobody() => ResourceSuspects.Of([Stage(100)], "handles").Should().BeEmpty();

    [Fact]
    public void Native_memory_is_named_by_its_map_in_bytes_and_says_what_is_not_known()
    {
        var heap = ResourceSuspects
            .Of([Stage(100), Stage(200), Stage(300)], "native-memory")
            .Should()
            .ContainSingle()
            .Which;

        heap.Type.Should().Be("malloc's main heap");
        heap.BytesPerRequest!.Estimate.Should().BeApproximately(65_536, 1e-6);
        heap.GrowthPerRequest.Should().BeNull();
        heap.Cause.Should().Contain("not known");
    }

    [Theory]
    [InlineData(false, "init process")]
    [InlineData(true, "call Wait after Start")]
    public void Processes_that_are_still_there_are_named_by_what_they_run(bool isGo, string cure)
    {
        ResourceStage[] stages =
        [
            .. new[] { 100, 200, 300 }.Select(n => new ResourceStage(
                [new("child-processes", "convert (ended, not waited for)", n), new("child-processes", "worker", 4)],
                n,
                n
            )),
        ];

        var suspect = ResourceSuspects.Of(stages, "child-processes", isGo).Should().ContainSingle().Which;

        suspect.Type.Should().Be("process convert (ended, not waited for)");
        suspect.GrowthPerRequest!.Estimate.Should().BeApproximately(1, 1e-9);
        suspect.Cause.Should().Contain(cure);
    }

    [Theory]
    [InlineData(".NET TP Worker", "await what it waits for")]
    [InlineData("mailer", "give each a way to stop")]
    public void Threads_of_the_pool_are_told_from_those_that_the_application_starts(string name, string cure)
    {
        ResourceStage[] stages =
        [
            .. new[] { 10, 40, 70 }.Select(n => new ResourceStage([new("threads", name, n)], 10 * n, n)),
        ];

        ResourceSuspects.Of(stages, "threads").Should().ContainSingle().Which.Cause.Should().Contain(cure);
    }

    [Theory]
    [InlineData("handles", "defer Close()")]
    [InlineData("native-memory", "Munmap")]
    public void A_go_program_is_told_cures_in_its_own_words(string metric, string words) =>
        ResourceSuspects
            .Of([Stage(100), Stage(200), Stage(300)], metric, isGo: true)
            .Should()
            .ContainSingle()
            .Which.Cause.Should()
            .Contain(words)
            .And.NotContain("dispose")
            .And.NotContain("managed");

    private static ResourceStage Stage(int opened, double? requests = null) =>
        new(
            [
                new ResourceCount("handles", "pipe", 7),
                new ResourceCount("handles", "socket tcp LISTEN on 127.0.0.1:80", 1),
                new ResourceCount("native-memory", "malloc's main heap", 65_536 * opened),
                new ResourceCount("threads", ".NET TP Worker", 4),
                .. Enumerable.Range(1000, opened).Select(i => new ResourceCount("handles", $"file /tmp/x-{i}.tmp", 1)),
            ],
            requests ?? opened,
            requests ?? opened
        );
}
