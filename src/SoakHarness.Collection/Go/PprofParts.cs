using System.Globalization;
using Google.Protobuf;
using SoakHarness.Model.Profiles;

namespace SoakHarness.Collection.Go;

/// <summary>The messages of a profile as they come; names are looked up when all have come.</summary>
internal sealed class PprofParts
{
    private readonly List<long> _types = [];
    private readonly List<(List<ulong> Locations, List<long> Values)> _samples = [];
    private readonly Dictionary<ulong, List<(ulong Function, long Line)>> _locations = [];
    private readonly Dictionary<ulong, (long Name, long File)> _functions = [];

    internal List<string> Strings { get; } = [];

    internal long Period { get; set; }

    /// <summary>ValueType: type = 1, unit = 2.</summary>
    internal void AddType(ByteString message)
    {
        var type = 0L;
        Each(
            message,
            (field, input) =>
            {
                if (field != 1)
                    return false;
                type = input.ReadInt64();
                return true;
            }
        );
        _types.Add(type);
    }

    /// <summary>Sample: location_id = 1 and value = 2, packed or not.</summary>
    internal void AddSample(ByteString message)
    {
        var (locations, values) = (new List<ulong>(), new List<long>());
        var input = message.CreateCodedInput();
        while (input.ReadTag() is not 0 and var tag)
        {
            if (WireFormat.GetTagFieldNumber(tag) == 1)
                Numbers(input, tag, i => locations.Add(i.ReadUInt64()));
            else if (WireFormat.GetTagFieldNumber(tag) == 2)
                Numbers(input, tag, i => values.Add(i.ReadInt64()));
            else
                input.SkipLastField();
        }

        _samples.Add((locations, values));
    }

    /// <summary>Location: id = 1, line = 4 (function_id = 1, line = 2), innermost line first.</summary>
    internal void AddLocation(ByteString message)
    {
        var (id, lines) = (0UL, new List<(ulong Function, long Line)>());
        Each(
            message,
            (field, input) =>
            {
                if (field == 1)
                    id = input.ReadUInt64();
                else if (field == 4)
                    lines.Add(LineOf(input.ReadBytes()));
                return field is 1 or 4;
            }
        );
        _locations[id] = lines;
    }

    /// <summary>Function: id = 1, name = 2, filename = 4.</summary>
    internal void AddFunction(ByteString message)
    {
        var (id, name, file) = (0UL, 0L, 0L);
        Each(
            message,
            (field, input) =>
            {
                if (field == 1)
                    id = input.ReadUInt64();
                else if (field == 2)
                    name = input.ReadInt64();
                else if (field == 4)
                    file = input.ReadInt64();
                return field is 1 or 2 or 4;
            }
        );
        _functions[id] = (name, file);
    }

    internal StackProfile Build() =>
        new(
            [.. _types.Select(t => Strings[(int)t])],
            [
                .. _samples.Select(s =>
                {
                    var frames = s.Locations.SelectMany(l => _locations[l]).ToArray();
                    return new StackSample([.. frames.Select(f => Strings[(int)_functions[f.Function].Name])], s.Values)
                    {
                        Lines = [.. frames.Select(f => Place(f.Function, f.Line))],
                    };
                }),
            ]
        )
        {
            Period = Period,
            Dependencies = _functions
                .Values.Where(f => IsModule(Strings[(int)f.File]))
                .Select(f => Strings[(int)f.Name])
                .ToHashSet(),
        };

    /// <summary>
    /// Modules lie in the cache, or in the folder <c>vendor</c>; a build with -trimpath names them with their version.
    /// </summary>
    private static bool IsModule(string file) =>
        file.Contains("/pkg/mod/", StringComparison.Ordinal)
        || file.Contains("/vendor/", StringComparison.Ordinal)
        || file.Contains("@v", StringComparison.Ordinal);

    /// <summary>File and line, without the folder, which a function's name has; empty when not known.</summary>
    private string Place(ulong function, long line)
    {
        var file = Strings[(int)_functions[function].File];
        return file.Length == 0 || line <= 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{file[(file.LastIndexOf('/') + 1)..]}:{line}");
    }

    private static (ulong Function, long Line) LineOf(ByteString message)
    {
        var (function, line) = (0UL, 0L);
        Each(
            message,
            (field, input) =>
            {
                if (field == 1)
                    function = input.ReadUInt64();
                else if (field == 2)
                    line = input.ReadInt64();
                return field is 1 or 2;
            }
        );
        return (function, line);
    }

    private static void Numbers(CodedInputStream input, uint tag, Action<CodedInputStream> read)
    {
        if (WireFormat.GetTagWireType(tag) != WireFormat.WireType.LengthDelimited)
        {
            read(input);
            return;
        }

        var packed = input.ReadBytes().CreateCodedInput();
        while (!packed.IsAtEnd)
            read(packed);
    }

    /// <summary>Reads a message field by field; what the reader does not take is skipped.</summary>
    private static void Each(ByteString message, Func<int, CodedInputStream, bool> read)
    {
        var input = message.CreateCodedInput();
        while (input.ReadTag() is not 0 and var tag)
        {
            if (!read(WireFormat.GetTagFieldNumber(tag), input))
                input.SkipLastField();
        }
    }
}
