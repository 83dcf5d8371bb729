using System.Buffers.Binary;
using System.Globalization;

namespace SoakHarness.Load.Feeds;

/// <summary>
/// Values that need no file: what <c>${soak.uuid}</c> and the like stand for in one iteration, the same in all its
/// steps. Numbers and texts depend on the load's seed, the iteration's number and the column alone, so that runs with
/// one seed send the same; a UUID is met in no other run, as a target may remember those of the last.
/// </summary>
/// <param name="Seed">Seed of the load.</param>
/// <param name="Run">Drawn for the run, and for each part of a load.</param>
/// <param name="Number">Number of the iteration, from 1 on; part k of n has k, k + n, ….</param>
internal readonly record struct GeneratedRow(int Seed, ulong Run, long Number)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz012345";

    /// <summary>The value of a column.</summary>
    /// <param name="column">What to make.</param>
    internal string ValueOf(GeneratedColumn column) =>
        column.Kind switch
        {
            GeneratedKind.Number => Number.ToString(CultureInfo.InvariantCulture),
            GeneratedKind.Uuid => Uuid(Draws(Run)),
            GeneratedKind.Random => Below(Draws(Stream(column)).Next(), column.Size),
            GeneratedKind.Text => string.Create(column.Size, Draws(Stream(column)), Spell),
            _ => DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        };

    private static string Uuid(SplitMix64 draws)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, draws.Next());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], draws.Next());
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static string Below(ulong drawn, int size) =>
        (Math.BigMul(drawn, (ulong)size, out _) + 1).ToString(CultureInfo.InvariantCulture);

    private static void Spell(Span<char> text, SplitMix64 draws)
    {
        // Twelve letters of five bits from each draw.
        for (var i = 0; i < text.Length; )
        {
            for (var (bits, last) = (draws.Next(), Math.Min(i + 12, text.Length)); i < last; i++, bits >>= 5)
                text[i] = Letters[(int)(bits & 31)];
        }
    }

    /// <summary>One stream for each seed and column.</summary>
    private ulong Stream(GeneratedColumn column) =>
        new SplitMix64(((ulong)(uint)Seed << 32) | (uint)column.Size).Next() + (ulong)column.Kind;

    /// <summary>A stream, begun at this iteration's place.</summary>
    private SplitMix64 Draws(ulong stream) => new(new SplitMix64(stream).Next() + (ulong)Number);
}
