using Microsoft.Diagnostics.Tracing.Parsers.Clr;
using SoakHarness.Collection.Heaps;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Collection.Tests;

public sealed class HeapEventsTests
{
    [Theory]
    [InlineData(GCRootKind.Handle, GCRootFlags.None, RootKind.Handle)]
    [InlineData(GCRootKind.Handle, GCRootFlags.Pinning, RootKind.PinnedHandle)]
    [InlineData(GCRootKind.Handle, GCRootFlags.RefCounted, RootKind.RefCountedHandle)]
    [InlineData(GCRootKind.Handle, GCRootFlags.RefCounted | GCRootFlags.WeakRef, RootKind.RefCountedHandle)]
    [InlineData(GCRootKind.Handle, GCRootFlags.WeakRef, null)]
    [InlineData(GCRootKind.Stack, GCRootFlags.Interior, RootKind.Stack)]
    [InlineData(GCRootKind.Finalizer, GCRootFlags.None, RootKind.Finalizer)]
    public void Roots_are_told_apart_by_what_the_runtime_says_and_weak_ones_hold_nothing(
        GCRootKind kind,
        GCRootFlags flags,
        RootKind? expected
    ) => HeapEvents.KindOf(kind, flags).Should().Be(expected);
}
