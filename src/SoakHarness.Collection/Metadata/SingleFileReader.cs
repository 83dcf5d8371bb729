using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Microsoft.Diagnostics.Runtime;

namespace SoakHarness.Collection.Metadata;

/// <summary>
/// Reads a process that is a single file. Its assemblies are mapped from the program's own file, so that the lowest
/// mapping of it, where ClrMD begins a module, may be an assembly: here the program begins where its file begins.
/// </summary>
/// <param name="opened">The process; disposed with this.</param>
/// <param name="program">Path of the program, and where its file begins in memory.</param>
internal sealed partial class SingleFileReader(DataTarget opened, (string Path, ulong Address) program)
    : IDataReader,
        IDisposable
{
    private readonly IDataReader _reader = opened.DataReader;

    public string DisplayName => _reader.DisplayName;

    public bool IsThreadSafe => _reader.IsThreadSafe;

    public OSPlatform TargetPlatform => _reader.TargetPlatform;

    public Architecture Architecture => _reader.Architecture;

    public int ProcessId => _reader.ProcessId;

    public int PointerSize => _reader.PointerSize;

    /// <summary>Where a program's file begins in a process's memory; null where it is not mapped.</summary>
    /// <param name="maps">Content of <c>/proc/PID/maps</c>.</param>
    /// <param name="path">Path of the program.</param>
    internal static ulong? BeginOf(string maps, string path) =>
        Begins()
            .Matches(maps)
            .Where(begin => begin.Groups["path"].Value == path)
            .Select(begin =>
                (ulong?)
                    ulong.Parse(begin.Groups["address"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            )
            .FirstOrDefault();

    public IEnumerable<ModuleInfo> EnumerateModules() =>
        _reader
            .EnumerateModules()
            .Select(module =>
                module.FileName == program.Path
                    ? ModuleInfo.TryCreate(this, program.Address, program.Path) ?? module
                    : module
            );

    public bool GetThreadContext(uint threadID, uint contextFlags, Span<byte> context) =>
        _reader.GetThreadContext(threadID, contextFlags, context);

    public void FlushCachedData() => _reader.FlushCachedData();

    public int Read(ulong address, Span<byte> buffer) => _reader.Read(address, buffer);

    public bool Read<T>(ulong address, out T value)
        where T : unmanaged => _reader.Read(address, out value);

    public T Read<T>(ulong address)
        where T : unmanaged => _reader.Read<T>(address);

    public bool ReadPointer(ulong address, out ulong value) => _reader.ReadPointer(address, out value);

    public ulong ReadPointer(ulong address) => _reader.ReadPointer(address);

    public void Dispose() => opened.Dispose();

    [GeneratedRegex(@"^(?<address>[0-9a-f]+)-\S+ \S+ 0+ \S+ \d+ +(?<path>/.+)$", RegexOptions.Multiline)]
    private static partial Regex Begins();
}
