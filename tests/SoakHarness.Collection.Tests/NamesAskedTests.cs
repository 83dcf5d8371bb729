using SoakHarness.Collection.Heaps;
using SoakHarness.Collection.Metadata;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Tests;

public sealed class NamesAskedTests
{
    private int _asked;

    [Fact]
    public void An_answer_that_names_the_static_fields_is_enough()
    {
        Asked([
            [0x10, 0x20, 0x30],
        ])
            .Names.Should()
            .HaveCount(3);
        _asked.Should().Be(1);
    }

    [Fact]
    public void An_answer_that_lacks_many_is_asked_for_again()
    {
        var answer = Asked([
            [],
            [0x10],
            [0x10, 0x20, 0x30],
        ]);

        answer.Names.Should().HaveCount(3);
        answer.Problem.Should().BeNull();
        _asked.Should().Be(3);
    }

    [Fact]
    public void The_answer_that_names_most_is_taken()
    {
        Asked([
            [],
            [0x10],
            [],
            [],
            [],
        ])
            .Names.Should()
            .HaveCount(1);
        _asked.Should().Be(5);
    }

    [Fact]
    public void Fields_that_never_have_a_name_are_asked_for_twice()
    {
        Asked([
            [0x10],
            [0x10],
        ])
            .Names.Should()
            .HaveCount(1);
        _asked.Should().Be(2);
    }

    [Fact]
    public void What_cannot_be_read_is_not_asked_again()
    {
        var answer = NamesAsked.About(Parts(), _ => new RuntimeAnswer { Problem = $"none, {++_asked}" });

        answer.Problem.Should().Be("none, 1");
    }

    private RuntimeAnswer Asked(ulong[][] named) =>
        NamesAsked.About(
            Parts(),
            _ => new RuntimeAnswer { Names = named[_asked++].ToDictionary(id => id, id => $"static Shop.s_{id}") }
        );

    private static HeapParts Parts()
    {
        var parts = new HeapParts();
        foreach (var slot in new ulong[] { 0x10, 0x20, 0x30 })
            parts.Roots.Add((0x1000, RootKind.Static, slot, "s_x"));
        parts.Roots.Add((0x2000, RootKind.Stack, 0x99, ""));
        return parts;
    }
}
