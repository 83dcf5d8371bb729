using System.Text;

namespace SoakHarness.Analysis.Heaps;

/// <summary>What type names tell: whose a type is, and whether it only stands inside a container.</summary>
internal static class TypeNames
{
    private static readonly string[] FrameworkPrefixes = ["System.", "Microsoft.", "Internal.", "Interop", "<>"];

    private static readonly string[] Plumbing =
    [
        "Node",
        "VolatileNode",
        "Entry",
        "LinkedListNode",
        "KeyValuePair",
        "Tables",
        "Bucket",
        "Slot",
        "Segment",
        "QueueSegment",
        "ImmutableArray",
        "StrongBox",
        "SortedInt32KeyNode",
        "OneElementAsyncLocalValueMap",
        "TwoElementAsyncLocalValueMap",
        "ThreeElementAsyncLocalValueMap",
        "FourElementAsyncLocalValueMap",
        "MultiElementAsyncLocalValueMap",
    ];

    private static readonly string[] Primitive =
    [
        "Int32",
        "Int64",
        "Byte",
        "Char",
        "Boolean",
        "Guid",
        "Double",
        "Object",
    ];

    /// <summary>True for the user's own types.</summary>
    internal static bool IsUser(string type)
    {
        var element = type.TrimEnd('[', ']', ',');
        if (
            IsPlumbing(type)
            || IsGenerated(type)
            || element is "Free" or "?"
            || !element.Contains('.') && Primitive.Contains(element)
        )
            return false;
        return element.Length > 0 && !HasFrameworkPrefix(element);
    }

    /// <summary>
    /// True for a method of the user's, lambdas and the rest of what the compiler makes of his code included; what is
    /// emitted at run time (<c>dynamicClass</c>) is a framework's.
    /// </summary>
    internal static bool IsUserMethod(string frame) =>
        !frame.StartsWith("dynamicClass.", StringComparison.Ordinal) && !HasFrameworkPrefix(frame);

    /// <summary>
    /// True for what containers are made of: nodes, entries, boxes, arrays of anything but bytes and characters.
    /// </summary>
    internal static bool IsPlumbing(string type)
    {
        if (type.EndsWith(']') && type.Contains('[') && type.IndexOf('[') == type.Length - 2)
            return !IsBuffer(type);
        var name = Simple(type);
        return (Plumbing.Contains(name) || Primitive.Contains(name)) && IsFramework(type);
    }

    /// <summary>True for a framework's types, and for names that came without a namespace.</summary>
    internal static bool IsFramework(string type) =>
        HasFrameworkPrefix(type)
        || !type.AsSpan(0, type.IndexOfAny(['[', '<'], 1) is > 0 and var end ? end : type.Length).Contains('.');

    /// <summary>True for a name in a namespace of the framework's.</summary>
    internal static bool HasFrameworkPrefix(string name) =>
        FrameworkPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>True for what the compiler makes of lambdas, iterators and async methods.</summary>
    internal static bool IsGenerated(string type) =>
        type.IndexOf("+<", StringComparison.Ordinal) is >= 0 and var at
        && type.AsSpan(0, at).IndexOfAny('[', '`', '<') < 0;

    /// <summary>As <see cref="IsGenerated"/>, for names that came without the enclosing type as well.</summary>
    internal static bool IsMadeByCompiler(string type) => type.StartsWith('<') || IsGenerated(type);

    /// <summary>True for strings and arrays of primitives, which say nothing by themselves.</summary>
    internal static bool IsBuffer(string type) =>
        type is "System.String"
        || type.EndsWith("[]", StringComparison.Ordinal) && Primitive.Contains(Simple(type[..^2]));

    /// <summary>
    /// The name without namespace, enclosing types and generic arguments, its own or those of an enclosing type.
    /// </summary>
    internal static string Simple(string type)
    {
        var bare = new StringBuilder(type.Length);
        var depth = 0;
        for (var i = 0; i < type.Length; i++)
        {
            if (i > 0 && type[i] is '<' or '[')
                depth++;
            else if (depth > 0 && type[i] is '>' or ']')
                depth--;
            else if (depth == 0)
                bare.Append(type[i]);
        }

        var name = bare.ToString();
        name = name[(name.LastIndexOfAny(['.', '+']) + 1)..];
        return name.IndexOf('`', StringComparison.Ordinal) is > 0 and var arity ? name[..arity] : name;
    }
}
