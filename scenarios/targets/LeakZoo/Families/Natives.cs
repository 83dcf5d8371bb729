using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Xml.Serialization;

namespace LeakZoo.Families;

/// <summary>Memory and resources outside the managed heap, and of the runtime itself.</summary>
internal static class Natives
{
    private static readonly List<byte[]> s_kept = [];
    private static readonly List<byte[]> s_pinned = [];
    private static readonly List<AssemblyLoadContext> s_contexts = [];

    internal static void Add(Zoo zoo)
    {
        // Native memory that is never freed, and touched so that it is resident.
        zoo.Pair(
            "hglobal",
            bytes => Touch(Marshal.AllocHGlobal(bytes), bytes),
            bytes =>
            {
                var memory = Marshal.AllocHGlobal(bytes);
                Touch(memory, bytes);
                Marshal.FreeHGlobal(memory);
            }
        );

        // Pinned handles that are never freed keep their arrays.
        zoo.Pair(
            "pinned-handle",
            bytes => GCHandle.Alloc(new byte[bytes], GCHandleType.Pinned),
            bytes => GCHandle.Alloc(new byte[bytes], GCHandleType.Pinned).Free()
        );

        // Buffers for I/O from the pinned object heap that stay.
        zoo.Pair(
            "pinned-array",
            bytes =>
            {
                var buffer = GC.AllocateUninitializedArray<byte>(bytes, pinned: true);
                lock (s_pinned)
                    s_pinned.Add(buffer);
            },
            bytes => GC.KeepAlive(GC.AllocateUninitializedArray<byte>(bytes, pinned: true))
        );

        zoo.Pair(
            "gc-handle",
            bytes => GCHandle.Alloc(new Handled(new byte[bytes])),
            bytes => GCHandle.Alloc(new Handled(new byte[bytes])).Free()
        );

        // A serializer with extra types is compiled into a new assembly at every call.
        zoo.Pair(
            "xml-serializer",
            bytes => _ = new XmlSerializer(typeof(XmlOrder), [typeof(XmlLine)]),
            bytes => _ = Serializer.Value
        );

        // A collectible load context that is never unloaded.
        zoo.Pair(
            "load-context",
            bytes =>
            {
                var context = Load();
                lock (s_contexts)
                    s_contexts.Add(context);
            },
            bytes => Load().Unload()
        );

        // Large arrays that stay.
        zoo.Pair(
            "large-object",
            bytes =>
            {
                lock (s_kept)
                    s_kept.Add(new byte[Math.Max(bytes, 100_000)]);
            },
            bytes => GC.KeepAlive(new byte[Math.Max(bytes, 100_000)])
        );
    }

    private static Lazy<XmlSerializer> Serializer { get; } =
        new(() => new XmlSerializer(typeof(XmlOrder), [typeof(XmlLine)]));

    private static unsafe void Touch(nint memory, int bytes) => new Span<byte>((void*)memory, bytes).Fill(1);

    private static AssemblyLoadContext Load()
    {
        var context = new AssemblyLoadContext("zoo", isCollectible: true);
        context.LoadFromAssemblyPath(Assembly.GetExecutingAssembly().Location);
        return context;
    }
}

internal sealed record Handled(byte[] Payload);

/// <summary>What the serializer serialises.</summary>
public class XmlOrder
{
    /// <summary>Id.</summary>
    public int Id { get; set; }
}

/// <summary>Its lines.</summary>
public class XmlLine
{
    /// <summary>Text.</summary>
    public string Text { get; set; } = "";
}
