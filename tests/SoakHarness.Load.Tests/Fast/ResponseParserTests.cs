using System.Text;
using CsCheck;
using SoakHarness.Load.Fast;

namespace SoakHarness.Load.Tests.Fast;

public sealed class ResponseParserTests
{
    private static readonly (string Text, string Body)[] Good =
    [
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "hello"),
        ("HTTP/1.1 200\r\ncontent-LENGTH:5\r\nContent-Length: 5\r\n\r\nhello", "hello"),
        ("HTTP/1.1 204 No Content\r\nX: y\r\n\r\n", ""),
        ("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", ""),
        (
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
            "ok"
        ),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n6;x=\"y\"\r\n world\r\n0\r\n\r\n",
            "hello world"
        ),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n000A \r\n0123456789\r\n0\r\nTrailer: a\r\nB: c\r\n\r\n",
            "0123456789"
        ),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", ""),
        ("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\n\r\n\r", "\r\n\r"),
    ];

    public static TheoryData<string> Broken =>
        [
            "SSH-2.0-OpenSSH\r\n",
            "HTTP/2 200\r\n\r\n",
            "HTTP/1.1 20 OK\r\n\r\n",
            "HTTP/1.1 2000 OK\r\n\r\n",
            "HTTP/1.1 abc OK\r\n\r\n",
            "HTTP/1.1\r\n\r\n",
            "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
            "HTTP/1.1 101 Switching Protocols\r\n\r\n",
            "HTTP/1.1 200 OK\r\n: no name\r\n\r\n",
            "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
            "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775808\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nContent-Length: 0x5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\nhello",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x\nhello\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b\n\r\n",
        ];

    public static TheoryData<string, string> Responses
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (text, body) in Good)
                data.Add(text, body);
            return data;
        }
    }

    [Fact]
    public void A_response_after_any_others_is_read_as_by_a_new_parser() =>
        Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Bool)
            .Array[1, 6]
            .Sample(responses =>
            {
                var parser = new ResponseParser();
                foreach (var (number, isHead) in responses)
                {
                    var alone = new ResponseParser();
                    alone.Begin(isHead, keepBody: true);
                    parser.Begin(isHead, keepBody: true);
                    var bytes = Encoding.ASCII.GetBytes(Good[number].Text);

                    parser.Read(bytes).Should().Be(alone.Read(bytes));

                    (parser.IsComplete, parser.HasContinue, parser.Status, parser.KeepsAlive, parser.Problem)
                        .Should()
                        .Be((alone.IsComplete, alone.HasContinue, alone.Status, alone.KeepsAlive, alone.Problem));
                    parser.Body.ToArray().Should().Equal(alone.Body.ToArray());
                    parser.Header("Content-Length").Should().Equal(alone.Header("Content-Length"));
                }
            });

    [Fact]
    public void The_same_head_again_is_read_again_when_it_comes_in_pieces_or_after_a_continue()
    {
        const string head = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";
        string[][] responses =
        [
            [head + "ab"],
            [head + "cd"],
            [head[..20], head[20..] + "ef"],
            ["HTTP/1.1 100 Continue\r\n\r\n" + head + "gh"],
            ["HTTP/1.1 100 Continue\r\n\r\n", head + "ij"],
            [head, "kl"],
        ];
        var parser = new ResponseParser();
        var bodies = responses.Select(pieces =>
        {
            parser.Begin(isHead: false, keepBody: true);
            foreach (var piece in pieces)
                parser.Read(Encoding.ASCII.GetBytes(piece)).Should().Be(piece.Length);
            parser.IsComplete.Should().BeTrue();
            return Encoding.ASCII.GetString(parser.Body.Span);
        });

        bodies.Should().Equal("ab", "cd", "ef", "gh", "ij", "kl");
    }

    [Theory]
    [MemberData(nameof(Responses))]
    public void A_response_is_read_the_same_however_it_is_split(string text, string body)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var split = 0; split <= bytes.Length; split++)
        {
            foreach (
                var parser in new[] { Read([bytes[..split], bytes[split..]]), Read(Pieces(bytes, Math.Max(1, split))) }
            )
            {
                parser.Problem.Should().BeNull();
                parser.IsComplete.Should().BeTrue();
                Encoding.ASCII.GetString(parser.Body.Span).Should().Be(body);
                parser.BodyBytes.Should().Be(body.Length);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Responses))]
    public void A_response_cut_short_is_never_complete(string text, string body)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var length = 0; length < bytes.Length; length++)
        {
            var parser = Read([bytes[..length]]);
            parser.EndOfStream().Should().BeFalse($"{length} of {bytes.Length} bytes came");
            parser.BodyBytes.Should().BeLessThanOrEqualTo(body.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_response_is_found_out_however_it_is_split(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        foreach (var size in new[] { 1, 2, 3, 7, bytes.Length })
            Read(Pieces(bytes, size)).Problem.Should().NotBeNull();
    }

    [Fact]
    public void Bytes_after_a_response_are_not_taken_for_it()
    {
        var parser = new ResponseParser();
        foreach (var (text, body) in Good)
        {
            parser.Begin(isHead: false, keepBody: true);
            parser.Read(Encoding.ASCII.GetBytes(text + "HTTP/1.1 200 OK\r\n")).Should().Be(text.Length);
            Encoding.ASCII.GetString(parser.Body.Span).Should().Be(body);
        }
    }

    [Fact]
    public void A_body_without_a_length_ends_with_the_connection()
    {
        var parser = Read(["HTTP/1.1 200 OK\r\n\r\nall of it"u8.ToArray()]);

        parser.IsComplete.Should().BeFalse();
        parser.EndOfStream().Should().BeTrue();
        parser.BodyBytes.Should().Be(9);
        parser.KeepsAlive.Should().BeFalse();
    }

    [Fact]
    public void The_response_to_a_HEAD_request_has_no_body()
    {
        var parser = new ResponseParser();
        parser.Begin(isHead: true, keepBody: true);
        parser.Read("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"u8);

        parser.IsComplete.Should().BeTrue();
        parser.BodyBytes.Should().Be(0);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nX: ")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: ")]
    public void Endless_headers_and_extensions_are_cut_off(string start)
    {
        var parser = Read([Encoding.ASCII.GetBytes(start)]);
        var more = new byte[10_000];
        more.AsSpan().Fill((byte)'a');
        var pieces = 0;
        while (parser.Problem is null && ++pieces < 1000)
            parser.Read(more);

        pieces.Should().BeLessThan(20, "64 KiB are enough");
    }

    [Fact]
    public void Garbage_neither_crashes_nor_hangs_nor_counts_more_than_came() =>
        Gen.Select(
                Gen.Int[0, Good.Length - 1].Select(i => Good[i].Text),
                Gen.Select(Gen.Int[0, 200], Gen.Byte).Array[0, 6],
                Gen.Int[1, 40]
            )
            .Sample(
                (text, changes, size) =>
                {
                    var bytes = Encoding.ASCII.GetBytes(text);
                    foreach (var (at, value) in changes)
                        bytes[at % bytes.Length] = value;
                    var parser = Read(Pieces(bytes, size));
                    parser.BodyBytes.Should().BeLessThanOrEqualTo(bytes.Length);
                    parser.EndOfStream();
                    (parser.IsComplete && parser.Problem is not null).Should().BeFalse();
                }
            );

    [Fact]
    public void Any_bytes_give_the_same_result_however_they_are_split() =>
        Gen.Select(
                OneOf("", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
                OneOf("a", "5", "\r\n", "0\r\n\r\n", ":", " ", ";", "Content-Length: 3\r\n", "\n").Array[0, 12],
                Gen.Int[1, 9]
            )
            .Sample(
                (start, parts, size) =>
                {
                    var bytes = Encoding.ASCII.GetBytes(start + string.Concat(parts));
                    var (whole, split) = (Read([bytes]), Read(Pieces(bytes, size)));
                    split.IsComplete.Should().Be(whole.IsComplete);
                    split.BodyBytes.Should().Be(whole.BodyBytes);
                    (split.Problem is null).Should().Be(whole.Problem is null);
                }
            );

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static IEnumerable<byte[]> Pieces(byte[] bytes, int size) => bytes.Chunk(size);

    private static ResponseParser Read(IEnumerable<byte[]> pieces)
    {
        var parser = new ResponseParser();
        parser.Begin(isHead: false, keepBody: true);
        foreach (var piece in pieces)
            parser.Read(piece);
        return parser;
    }
}
