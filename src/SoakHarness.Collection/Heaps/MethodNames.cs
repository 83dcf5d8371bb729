namespace SoakHarness.Collection.Heaps;

/// <summary>Method names as people write them.</summary>
internal static class MethodNames
{
    /// <summary>
    /// Without argument types, with generic brackets kept and the compiler's names for lambdas left recognisable.
    /// </summary>
    internal static string Short(string method) => Bare(method) + "()";

    /// <summary>Class and method, without arguments.</summary>
    internal static string Bare(string method)
    {
        var arguments = method.IndexOf('(');
        return arguments < 0 ? method : method[..arguments];
    }
}
