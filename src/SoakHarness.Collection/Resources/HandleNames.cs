namespace SoakHarness.Collection.Resources;

/// <summary>What a file descriptor is, from the target of its link in <c>/proc/PID/fd</c>. Pure.</summary>
internal static class HandleNames
{
    /// <summary>A descriptor in words.</summary>
    /// <param name="link">Target of the link.</param>
    /// <param name="sockets">Sockets of the process's network.</param>
    internal static string Of(string link, SocketTable sockets)
    {
        if (Inside(link, "socket:[") is { } inode)
            return $"socket {sockets.Describe(inode)}";
        if (link.StartsWith("pipe:", StringComparison.Ordinal))
            return "pipe";
        if (link.StartsWith("anon_inode:", StringComparison.Ordinal))
            return link["anon_inode:".Length..].Trim('[', ']');
        if (link.StartsWith("/memfd:", StringComparison.Ordinal))
            return $"memory file {link["/memfd:".Length..]}";
        if (link.StartsWith("/dev/", StringComparison.Ordinal))
            return $"device {link}";
        return link.StartsWith('/') ? $"file {link}" : link;
    }

    private static string? Inside(string link, string prefix) =>
        link.StartsWith(prefix, StringComparison.Ordinal) && link.EndsWith(']') ? link[prefix.Length..^1] : null;
}
