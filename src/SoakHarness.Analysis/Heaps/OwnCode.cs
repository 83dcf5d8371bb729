namespace SoakHarness.Analysis.Heaps;

/// <summary>
/// Which types and methods are the application's own: neither the framework's nor those of a library that it uses.
/// </summary>
/// <param name="libraries">Namespaces of the libraries; where none are known, all but the framework's is its own.
/// </param>
internal sealed class OwnCode(IReadOnlyList<string> libraries)
{
    private readonly HashSet<string> _libraries = [.. libraries.Where(name => name.Length > 0)];

    /// <summary>No library is known.</summary>
    internal static OwnCode Unknown { get; } = new([]);

    /// <summary>True for the application's own types.</summary>
    internal bool IsUser(string type) =>
        TypeNames.IsUser(type) && !TypeNames.IsMadeByCompiler(type) && !_libraries.Contains(Before(Bare(type)));

    /// <summary>True for a library's types that are not made by the compiler.</summary>
    internal bool IsLibrary(string type) => TypeNames.IsUser(type) && _libraries.Contains(Before(Bare(type)));

    /// <summary>True for the application's own methods, what the compiler makes of them included.</summary>
    internal bool IsUserMethod(string frame) =>
        TypeNames.IsUserMethod(frame) && !_libraries.Contains(NamespaceOfMethod(Bare(frame)));

    /// <summary>
    /// The application's class that a method is of, the outermost of nested ones; null for methods of others.
    /// </summary>
    internal string? ClassOf(string frame)
    {
        if (!IsUserMethod(frame))
            return null;
        var bare = Bare(frame);
        // Of a nested or generic class, and before what the compiler named, only the class is left.
        var isClass = bare.Length < frame.Length && frame[bare.Length] is '+' or '`' or '[' or '<';
        return (isClass ? bare : Before(bare)).TrimEnd('.') is { Length: > 0 } name ? name : null;
    }

    /// <summary>True for a static field of the application's, in words or by its name.</summary>
    internal bool IsUserField(string words) => IsUserMethod(Field(Field(words, "thread-"), "static "));

    private static string Field(string words, string kind) =>
        words.StartsWith(kind, StringComparison.Ordinal) ? words[kind.Length..] : words;

    /// <summary>The name without type arguments, nested types, arguments and what follows.</summary>
    private static string Bare(string name)
    {
        var end = name.IndexOfAny(['+', '<', '[', '`', '(', ' ']);
        return end < 0 ? name : name[..end];
    }

    /// <summary>
    /// Of a nested or generic type's method the bare name ends in the type, of any other in the method; constructors
    /// begin with a dot.
    /// </summary>
    private string NamespaceOfMethod(string bare)
    {
        var type = Before(bare).TrimEnd('.');
        return _libraries.Contains(type) ? type : Before(type);
    }

    private static string Before(string name) => name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : "";
}
