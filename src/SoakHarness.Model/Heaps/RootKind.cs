namespace SoakHarness.Model.Heaps;

/// <summary>Kinds of roots.</summary>
public enum RootKind
{
    /// <summary>The runtime does not say.</summary>
    Other,

    /// <summary>A static field.</summary>
    Static,

    /// <summary>A local variable or argument of a running method.</summary>
    Stack,

    /// <summary>A GC handle.</summary>
    Handle,

    /// <summary>A pinned GC handle.</summary>
    PinnedHandle,

    /// <summary>The finalizer queue.</summary>
    Finalizer,

    /// <summary>An entry of a conditional weak table whose key is not in the snapshot.</summary>
    Dependent,

    /// <summary>A GC handle that is strong while something outside counts references to the object (COM).</summary>
    RefCountedHandle,

    /// <summary>A GC handle that pins the buffer of an I/O operation under way.</summary>
    AsyncPinnedHandle,
}
