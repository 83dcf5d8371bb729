namespace LeakZoo.Families;

/// <summary>Something big that is leased until it is disposed.</summary>
internal sealed class Lease(int bytes) : IDisposable
{
    private byte[] _content = new byte[bytes];

    internal void Use() => _content[0]++;

    public void Dispose() => _content = [];
}
