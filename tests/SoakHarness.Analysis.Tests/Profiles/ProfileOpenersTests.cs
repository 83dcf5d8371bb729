using SoakHarness.Analysis.Profiles;
using SoakHarness.Model.Profiles;
using SoakHarness.Model.Verdicts;

namespace SoakHarness.Analysis.Tests.Profiles;

public sealed class ProfileOpenersTests
{
    private static readonly string[] Types = ["alloc_objects", "alloc_space", "inuse_objects", "inuse_space"];

    [Theory]
    [InlineData("handles", "file /etc/hostname", "main.openFile")]
    [InlineData("handles", "pipe", "main.openFile")]
    [InlineData("handles", "socket tcp ESTABLISHED to 10.0.0.7:5432", "main.dial")]
    [InlineData("handles", "socket tcp ESTABLISHED accepted on port 80 from 10.0.0.7", "main.listen")]
    [InlineData("native-memory", "anonymous mappings: large malloc blocks or a runtime's own", "main.mapSegment")]
    public void A_resource_is_laid_to_the_code_that_opens_its_kind(string metric, string type, string function)
    {
        var suspect = ProfileOpeners.Lay(new Suspect { Type = type, Metric = metric }, Stages());

        suspect.Type.Should().Be(function);
        suspect.AllocationNote.Should().Be(type);
        suspect.AllocationSite.Should().Equal($"{function} in main.go:7", "net/http.(*conn).serve");
    }

    [Fact]
    public void Processes_are_laid_to_the_code_that_starts_them_though_nothing_of_it_stays_in_the_heap()
    {
        ProfileStage[] stages =
        [
            .. Enumerable
                .Range(1, 2)
                .Select(i => new ProfileStage(
                    new StackProfile(
                        Types,
                        [
                            new StackSample(["os/exec.(*Cmd).Start", "main.runTool"], [i, 9_000 * i, 0, 0]),
                            Sample(i, "runtime.makeslice", "main.keep"),
                        ]
                    ),
                    10 * i,
                    500 * i
                )),
        ];

        var suspect = ProfileOpeners.Lay(
            new Suspect { Type = "process ffmpeg (ended, not waited for)", Metric = "child-processes" },
            stages
        );

        suspect.Type.Should().Be("main.runTool");
        suspect.AllocationNote.Should().Be("process ffmpeg (ended, not waited for)");
    }

    [Fact]
    public void Mapped_memory_with_a_known_place_is_told_how_it_is_unmapped() =>
        ProfileOpeners
            .Lay(
                new Suspect
                {
                    Type = "anonymous mappings",
                    Metric = "native-memory",
                    Cause = "Not known.",
                },
                Stages()
            )
            .Cause.Should()
            .Contain("Munmap");

    [Theory]
    [InlineData("threads", "thread shop")]
    [InlineData("native-memory", "malloc's main heap")]
    public void What_no_object_of_the_heap_stands_for_is_left_as_it_is(string metric, string type)
    {
        var suspect = new Suspect { Type = type, Metric = metric };

        ProfileOpeners.Lay(suspect, Stages()).Should().BeSameAs(suspect);
    }

    [Fact]
    public void Without_a_sample_that_opens_something_no_place_is_made_up()
    {
        var suspect = new Suspect { Type = "file /tmp/a", Metric = "handles" };

        ProfileOpeners.Lay(suspect, []).Should().BeSameAs(suspect);
    }

    [Theory]
    [InlineData(new[] { 120, 232, 152 }, "main.mapSegment")]
    [InlineData(new[] { 152, 232, 120 }, "anonymous mappings")]
    public void A_table_of_what_is_mapped_that_was_being_moved_hides_no_place(int[] kilobytes, string expected)
    {
        ProfileStage[] stages =
        [
            .. kilobytes.Select(
                (k, i) =>
                    new ProfileStage(
                        new StackProfile(Types, [Sample(k, "syscall.(*mmapper).Mmap", "main.mapSegment")]),
                        10 * i,
                        500 * i
                    )
            ),
        ];

        ProfileOpeners
            .Lay(new Suspect { Type = "anonymous mappings", Metric = "native-memory" }, stages)
            .Type.Should()
            .Be(expected);
    }

    private static ProfileStage[] Stages() =>
        [
            .. Enumerable
                .Range(1, 3)
                .Select(i => new ProfileStage(
                    new StackProfile(
                        Types,
                        [
                            Sample(i, "os.newFile", "main.openFile"),
                            Sample(i, "net.internetSocket", "main.dial"),
                            Sample(2 * i, "net.(*netFD).accept", "main.listen"),
                            Sample(i, "syscall.(*mmapper).Mmap", "main.mapSegment"),
                            Sample(50 * i, "runtime.makeslice", "main.keep"),
                        ]
                    ),
                    10 * i,
                    500 * i
                )),
        ];

    private static StackSample Sample(int part, string called, string function) =>
        new([called, function, "net/http.(*conn).serve"], [0, 0, 100 * part, 12_000 * part])
        {
            Lines = ["x.go:1", "main.go:7", ""],
        };
}
