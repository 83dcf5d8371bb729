using SoakHarness.Load.Http;

namespace SoakHarness.Load.Fast;

/// <summary>
/// Reads HTTP/1.1 responses piece by piece. <see cref="Begin"/> starts one; <see cref="Read"/> takes bytes until <see
/// cref="IsComplete"/>, or until <see cref="Problem"/> says what is wrong with them; <see cref="EndOfStream"/> tells
/// that no more come. Interim responses (1xx) are passed over, but <see cref="HasContinue"/> remembers a 100. Buffers
/// are used again from response to response.
/// </summary>
internal sealed class ResponseParser : IResponse
{
    private readonly HeadBuffer _head = new();
    private readonly ChunkDecoder _chunks = new();
    private readonly BodyBuffer _body = new();
    private ResponseHead _facts;
    private bool _isHeadRequest;
    private bool _keepsBody;
    private bool _isInBody;
    private long _left;

    /// <summary>True once the response is whole.</summary>
    internal bool IsComplete { get; private set; }

    /// <summary>True when a <c>100 Continue</c> came before the response.</summary>
    internal bool HasContinue { get; private set; }

    /// <summary>True when the connection can carry another request.</summary>
    internal bool KeepsAlive => IsComplete && _facts is { KeepsAlive: true, Framing: not BodyFraming.UntilClose };

    /// <summary>What is wrong with the response; null when nothing is.</summary>
    internal string? Problem { get; private set; }

    /// <inheritdoc/>
    public int Status => _facts.Status;

    /// <inheritdoc/>
    public long BodyBytes { get; private set; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Body => _body.Written;

    /// <inheritdoc/>
    public IReadOnlyList<string> Header(string name) => ResponseHeadReader.Values(_head.Written, name);

    /// <summary>Starts a response.</summary>
    /// <param name="isHead">True for the response to a HEAD request, which has no body.</param>
    /// <param name="keepBody">True when the body is looked at; otherwise it is only counted.</param>
    internal void Begin(bool isHead, bool keepBody)
    {
        _head.Clear();
        _body.Clear();
        // The same head means another body then.
        if (isHead != _isHeadRequest)
            _head.Forget();
        (_isHeadRequest, _keepsBody) = (isHead, keepBody);
        (_isInBody, IsComplete, HasContinue) = (false, false, false);
        (_left, BodyBytes, Problem) = (0, 0, null);
    }

    /// <summary>Takes bytes.</summary>
    /// <param name="bytes">What came.</param>
    /// <returns>How many of them belong to this response; what is left over when it is complete does not.</returns>
    internal int Read(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (taken < bytes.Length && !IsComplete && Problem is null)
            taken += _isInBody ? ReadBody(bytes[taken..]) : ReadHead(bytes[taken..]);
        return taken;
    }

    /// <summary>
    /// True until the response is complete or broken; with <paramref name="untilContinue"/>, at most until a 100
    /// Continue.
    /// </summary>
    internal bool WantsMore(bool untilContinue) => !IsComplete && Problem is null && !(untilContinue && HasContinue);

    /// <summary>Takes what was read; nothing means the end of the stream.</summary>
    /// <returns>False when the stream ended, or when bytes follow that belong to nothing.</returns>
    internal bool Take(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            EndOfStream();
        return !bytes.IsEmpty && Read(bytes) == bytes.Length;
    }

    /// <summary>
    /// The connection was closed: completes a body without a length, and is a problem for every other one.
    /// </summary>
    /// <returns>True when the response is complete.</returns>
    internal bool EndOfStream()
    {
        if (Problem is null && _isInBody && _facts.Framing == BodyFraming.UntilClose)
            IsComplete = true;
        return IsComplete;
    }

    private int ReadHead(ReadOnlySpan<byte> bytes)
    {
        if (_head.TryRepeat(bytes))
        {
            BeginBody();
            return _head.Length;
        }

        var taken = _head.Add(bytes);
        if (_head.Problem is not null)
            Problem = _head.Problem;
        else if (_head.IsComplete)
            TakeHead();
        return taken;
    }

    private void TakeHead()
    {
        Problem = ResponseHeadReader.Read(_head.Written, out _facts);
        if (Problem is not null)
            return;
        if (_facts.Status < 200)
        {
            if (_facts.Status == 101)
                Problem = "101 switching protocols, which was not asked for";
            HasContinue |= _facts.Status == 100;
            _head.Clear();
            return;
        }

        if (_isHeadRequest || _facts.Status is 204 or 304)
            _facts = _facts with { Framing = BodyFraming.Length, Length = 0 };
        _head.Remember();
        BeginBody();
    }

    private void BeginBody()
    {
        _isInBody = true;
        _left = _facts.Length;
        _chunks.Begin();
        IsComplete = _facts is { Framing: BodyFraming.Length, Length: 0 };
    }

    private int ReadBody(ReadOnlySpan<byte> bytes)
    {
        if (_facts.Framing == BodyFraming.Chunked)
        {
            var taken = _chunks.Read(bytes, out var data);
            Keep(bytes.Slice(data.Start, data.Length));
            IsComplete = _chunks.IsComplete;
            Problem ??= _chunks.Problem;
            return taken;
        }

        var count = _facts.Framing == BodyFraming.Length ? (int)Math.Min(_left, bytes.Length) : bytes.Length;
        Keep(bytes[..count]);
        _left -= count;
        IsComplete = _facts.Framing == BodyFraming.Length && _left == 0;
        return count;
    }

    private void Keep(ReadOnlySpan<byte> data)
    {
        BodyBytes += data.Length;
        if (_keepsBody && !_body.Add(data))
            Problem = $"a body of more than {BodyBuffer.Most / 1048576} MiB, too large to be looked at";
    }
}
