using System.Globalization;
using System.Net;

namespace SoakHarness.Collection.Resources;

/// <summary>The sockets of a network namespace by inode, from the tables of <c>/proc/PID/net</c>. Pure.</summary>
internal sealed class SocketTable
{
    private static readonly string[] States =
    [
        "?",
        "ESTABLISHED",
        "SYN_SENT",
        "SYN_RECV",
        "FIN_WAIT1",
        "FIN_WAIT2",
        "TIME_WAIT",
        "CLOSE",
        "CLOSE_WAIT",
        "LAST_ACK",
        "LISTEN",
        "CLOSING",
    ];

    private readonly Dictionary<string, string> _unix = [];
    private readonly Dictionary<string, (string Protocol, int State, IPEndPoint Local, IPEndPoint Remote)> _internet =
    [];
    private readonly HashSet<int> _listening = [];

    /// <summary>Adds a table of <c>tcp</c>, <c>tcp6</c>, <c>udp</c> or <c>udp6</c>.</summary>
    /// <param name="protocol">Name of the table.</param>
    /// <param name="text">Content.</param>
    internal void AddInternet(string protocol, string text)
    {
        foreach (var line in text.Split('\n').Skip(1))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 10 || Address(fields[1]) is not { } local || Address(fields[2]) is not { } remote)
                continue;
            var state =
                int.TryParse(fields[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number)
                && number < States.Length
                    ? number
                    : 0;
            _internet[fields[9]] = (protocol, state, local, remote);
            if (States[state] == "LISTEN")
                _listening.Add(local.Port);
        }
    }

    /// <summary>Adds the table <c>unix</c>.</summary>
    /// <param name="text">Content.</param>
    internal void AddUnix(string text)
    {
        foreach (var line in text.Split('\n').Skip(1))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 7)
                _unix[fields[6]] = fields.Length > 7 ? fields[7] : "";
        }
    }

    /// <summary>
    /// A socket in words. Peers of accepted connections are named without their port, which differs each time.
    /// </summary>
    /// <param name="inode">Inode.</param>
    internal string Describe(string inode)
    {
        if (_unix.TryGetValue(inode, out var path))
            return path.Length > 0 ? $"unix {path}" : "unix";
        if (!_internet.TryGetValue(inode, out var socket))
            return "neither bound nor connected";
        var (protocol, state, local, remote) = socket;
        if (protocol.StartsWith("udp", StringComparison.Ordinal))
            return remote.Port == 0 ? $"{protocol} on port {local.Port}" : $"{protocol} to {remote}";
        return States[state] == "LISTEN" ? $"{protocol} LISTEN on {local}"
            : remote.Port == 0 ? $"{protocol} {States[state]}"
            : _listening.Contains(local.Port)
                ? $"{protocol} {States[state]} accepted on port {local.Port} from {remote.Address}"
            : $"{protocol} {States[state]} to {remote}";
    }

    /// <summary>An address as the kernel prints it: 32-bit words in the machine's byte order, then the port.</summary>
    private static IPEndPoint? Address(string text)
    {
        if (
            text.Split(':') is not [var address, var port]
            || address.Length is not (8 or 32)
            || !int.TryParse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number)
        )
            return null;
        var bytes = Convert.FromHexString(address);
        for (var i = 0; i < bytes.Length; i += 4)
            Array.Reverse(bytes, i, 4);
        var ip = new IPAddress(bytes);
        return new IPEndPoint(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip, number);
    }
}
