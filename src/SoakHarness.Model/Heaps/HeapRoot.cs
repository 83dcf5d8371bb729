namespace SoakHarness.Model.Heaps;

/// <summary>A root: something outside the heap that keeps an object alive.</summary>
/// <param name="Target">Number of the object it holds.</param>
/// <param name="Kind">What kind of root.</param>
/// <param name="Name">Its name, e.g. <c>Shop.OrderCache.s_orders</c> for a static field; empty when it has
/// none.</param>
public sealed record HeapRoot(int Target, RootKind Kind, string Name);
