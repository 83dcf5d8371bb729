using System.Buffers.Binary;

namespace SoakHarness.Targets;

/// <summary>
/// The part of the .NET diagnostic protocol that a suspended runtime needs. The library has it only for the one process
/// that a connector accepts, and a resume order counts only on the connection that the suspending port opened.
/// </summary>
internal static class RuntimeOrders
{
    // "ADVR_V1\0", 16 bytes that name the runtime, the process id as 8 bytes, 2 bytes for later; little-endian.
    private const int AdvertiseLength = 34;
    private const int CookieAt = 8;
    private const int CookieLength = 16;
    private const int PidAt = 24;

    // "DOTNET_IPC_V1\0", the whole length as 2 bytes, command set, command, 2 bytes for later.
    private const int HeaderLength = 20;
    private const int LengthAt = 14;
    private const byte ProcessCommands = 4;
    private const byte ResumeRuntime = 1;

    /// <summary>Reads who connects.</summary>
    /// <returns>What names the runtime for its life, and its process id.</returns>
    /// <exception cref="InvalidDataException">It is no .NET runtime.</exception>
    /// <exception cref="IOException">It is gone.</exception>
    internal static async Task<(Guid Runtime, int Pid)> ReadWhoAsync(Stream stream, CancellationToken cancel)
    {
        var advertise = new byte[AdvertiseLength];
        await stream.ReadExactlyAsync(advertise, cancel);
        if (!advertise.AsSpan().StartsWith("ADVR_V1\0"u8))
            throw new InvalidDataException("What connected to the diagnostic port is no .NET runtime.");
        return (
            new Guid(advertise.AsSpan(CookieAt, CookieLength)),
            (int)BinaryPrimitives.ReadUInt64LittleEndian(advertise.AsSpan(PidAt))
        );
    }

    /// <summary>Orders a suspended runtime to go on, and waits for its answer.</summary>
    /// <exception cref="IOException">It is gone.</exception>
    internal static async Task ResumeAsync(Stream stream, CancellationToken cancel)
    {
        var order = new byte[HeaderLength];
        "DOTNET_IPC_V1\0"u8.CopyTo(order);
        BinaryPrimitives.WriteUInt16LittleEndian(order.AsSpan(LengthAt), HeaderLength);
        order[LengthAt + 2] = ProcessCommands;
        order[LengthAt + 3] = ResumeRuntime;
        await stream.WriteAsync(order, cancel);
        await stream.ReadExactlyAsync(new byte[HeaderLength], cancel);
    }
}
