namespace SoakHarness.Model.Heaps;

/// <summary>What is known of a delegate on the heap.</summary>
/// <param name="Node">Number of the delegate.</param>
/// <param name="Name">The method it calls, e.g. <c>Shop.Cart.OnChanged</c>; of a delegate with several targets the
/// field that holds it, which is the event's name, e.g. <c>Shop.Broadcaster.Changed</c>.</param>
public sealed record HeapDelegate(int Node, string Name);
