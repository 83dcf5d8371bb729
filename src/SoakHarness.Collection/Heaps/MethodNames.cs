namespace SoakHarness.Collection.Heaps;

/// <summary>Method names as people write them.</summary>
internal static class MethodNames
{
    /// <summary>
    /// Without argument types, with generic brackets kept and the compiler's names for lambdas left recognisable.
    /// </summary>
    internal static string Short(string method)
    {
        var arguments = method.IndexOf('(');
        var name = arguments < 0 ? method : method[..arguments];
        return name + "()";
    }
}
