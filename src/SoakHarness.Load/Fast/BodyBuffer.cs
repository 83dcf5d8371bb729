namespace SoakHarness.Load.Fast;

/// <summary>Keeps the body of one response.</summary>
internal sealed class BodyBuffer
{
    /// <summary>Largest body that is kept, in bytes.</summary>
    internal const int Most = 64 * 1024 * 1024;

    private const int LargestIdle = 1024 * 1024;
    private byte[] _bytes = [];
    private int _length;

    /// <summary>The body so far.</summary>
    internal ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Forgets the body, and the memory too when it was a large one.</summary>
    internal void Clear()
    {
        _length = 0;
        if (_bytes.Length > LargestIdle)
            _bytes = [];
    }

    /// <summary>Adds a part.</summary>
    /// <returns>False when the body is too large to be kept.</returns>
    internal bool Add(ReadOnlySpan<byte> data)
    {
        if (_length + (long)data.Length > Most)
            return false;
        if (_length + data.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(Math.Max(_bytes.Length * 2, 4096), _length + data.Length));
        data.CopyTo(_bytes.AsSpan(_length));
        _length += data.Length;
        return true;
    }
}
