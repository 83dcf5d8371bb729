using System.IO.Compression;
using Google.Protobuf;
using SoakHarness.Model.Profiles;

namespace SoakHarness.Collection.Go;

/// <summary>
/// Reads profiles in pprof's public format (profile.proto, usually gzipped): sample types are field 1, samples 2,
/// locations 4, functions 5, the string table 6, the period 12. Fields that are not needed are skipped.
/// </summary>
public static class Pprof
{
    private const int LargestBytes = 256 * 1024 * 1024;

    /// <summary>Decodes a profile.</summary>
    /// <param name="bytes">The body of a pprof endpoint or file.</param>
    /// <exception cref="InvalidDataException">It is no profile, is cut off, or unpacks to more than 256
    /// MiB.</exception>
    public static StackProfile Read(byte[] bytes)
    {
        try
        {
            return bytes is [0x1f, 0x8b, ..] ? Unpack(bytes) : Decode(new CodedInputStream(bytes));
        }
        catch (Exception bad)
            when (bad
                    is InvalidProtocolBufferException
                        or InvalidDataException
                        or IndexOutOfRangeException
                        or ArgumentOutOfRangeException
                        or KeyNotFoundException
            )
        {
            throw new InvalidDataException($"This is no pprof profile: {bad.Message}", bad);
        }
    }

    /// <summary>What is wrong with a profile; null when it can be read.</summary>
    /// <param name="bytes">The body of a pprof endpoint.</param>
    internal static string? Problem(byte[] bytes)
    {
        try
        {
            Read(bytes);
            return null;
        }
        catch (InvalidDataException bad)
        {
            return bad.Message;
        }
    }

    private static StackProfile Unpack(byte[] bytes)
    {
        using var zip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (zip.Read(buffer) is > 0 and var read)
        {
            unpacked.Write(buffer, 0, read);
            if (unpacked.Length > LargestBytes)
                throw new InvalidDataException("it unpacks to more than 256 MiB");
        }

        return Decode(new CodedInputStream(unpacked.GetBuffer(), 0, (int)unpacked.Length));
    }

    private static StackProfile Decode(CodedInputStream input)
    {
        var parts = new PprofParts();
        while (input.ReadTag() is not 0 and var tag)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    parts.AddType(input.ReadBytes());
                    break;
                case 2:
                    parts.AddSample(input.ReadBytes());
                    break;
                case 4:
                    parts.AddLocation(input.ReadBytes());
                    break;
                case 5:
                    parts.AddFunction(input.ReadBytes());
                    break;
                case 6:
                    parts.Strings.Add(input.ReadString());
                    break;
                case 12:
                    parts.Period = input.ReadInt64();
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return parts.Strings.Count == 0 ? throw new InvalidDataException("it has no string table") : parts.Build();
    }
}
