using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace SoakHarness.Collection.Heaps;

/// <summary>
/// Where in the intermediate language native code stands, from the methods and maps that the runtime lists at a
/// session's end. A method has several versions of its code, each with its map; the map comes just before its version.
/// </summary>
internal sealed class JittedCode
{
    private readonly ulong[] _wanted;
    private readonly Dictionary<long, string> _modules = [];
    private readonly List<JittedMethod> _methods = [];
    private (long Method, (int Native, int Language)[] Map) _last;

    private JittedCode(IEnumerable<ulong> wanted) => _wanted = [.. wanted.Order()];

    /// <summary>Reads the methods that the addresses stand in.</summary>
    /// <param name="trace">A recorded session with its list of methods.</param>
    /// <param name="addresses">Addresses in native code.</param>
    internal static JittedCode Read(string trace, IEnumerable<ulong> addresses)
    {
        var code = new JittedCode(addresses);
        using var source = new EventPipeEventSource(trace);
        var listed = new ClrRundownTraceEventParser(source);
        listed.LoaderModuleDCStop += module => code._modules[module.ModuleID] = module.ModuleILPath;
        listed.MethodDCStopVerbose += code.Take;
        listed.MethodILToNativeMapDCStop += code.Take;
        source.Process();
        return code;
    }

    /// <summary>Assembly, method token and offset in its intermediate language; null when they are not known.</summary>
    /// <param name="address">A return address: the call stands before it.</param>
    internal (string Assembly, int Token, int Offset)? Find(ulong address)
    {
        var method = _methods.Find(m => m.Has(address));
        return method?.OffsetOf(address - 1) is { } offset && _modules.TryGetValue(method.Module, out var module)
            ? (module, method.Token, offset)
            : null;
    }

    private void Take(MethodLoadUnloadVerboseTraceData data)
    {
        var method = new JittedMethod(
            data.MethodID,
            data.ModuleID,
            data.MethodToken,
            (data.MethodStartAddress, (ulong)data.MethodSize)
        );
        var first = Array.BinarySearch(_wanted, method.Code.Start);
        first = first < 0 ? ~first : first;
        if (first >= _wanted.Length || !method.Has(_wanted[first]))
            return;
        if (_last.Method == method.Id)
            method.Map.AddRange(_last.Map);
        _methods.Add(method);
    }

    private void Take(MethodILToNativeMapTraceData data)
    {
        var entries = Enumerable.Range(0, data.CountOfMapEntries).Select(i => (data.NativeOffset(i), data.ILOffset(i)));
        _last = (data.MethodID, [.. entries]);
    }
}
