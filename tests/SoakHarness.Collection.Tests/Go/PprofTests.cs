using CsCheck;
using Google.Protobuf;
using SoakHarness.Collection.Go;

namespace SoakHarness.Collection.Tests.Go;

public sealed class PprofTests
{
    [Fact]
    public void Stacks_and_values_are_read_packed_or_not()
    {
        var profile = Pprof.Read(Profile(packed: true));

        profile.Types.Should().Equal("inuse_objects", "inuse_space");
        profile.Period.Should().Be(524_288);
        profile.Samples.Should().ContainSingle();
        profile.Samples[0].Stack.Should().Equal("main.add", "main.serve");
        profile.Samples[0].Values.Should().Equal(3, 3072);
        profile.Samples[0].Lines.Should().Equal(["", "serve.go:17"], "main.add has no file");
        Pprof.Read(Profile(packed: false)).Should().BeEquivalentTo(profile);
    }

    [Fact]
    public void A_profile_that_is_cut_anywhere_never_crashes()
    {
        var whole = Profile(packed: true);
        for (var length = 0; length < whole.Length; length++)
        {
            var reading = () => Pprof.Read(whole[..length]);
            if (Record.Exception(reading) is { } failure)
                failure.Should().BeOfType<InvalidDataException>();
        }
    }

    [Fact]
    public void Foreign_bodies_are_refused_in_words() =>
        Gen
            .Byte.Array[0, 300]
            .Sample(
                bytes =>
                {
                    if (Record.Exception(() => Pprof.Read(bytes)) is { } failure)
                        failure
                            .Should()
                            .BeOfType<InvalidDataException>()
                            .Which.Message.Should()
                            .StartWith("This is no pprof profile");
                },
                iter: 3000
            );

    [Fact]
    public void A_profile_changed_anywhere_is_read_or_refused_in_words()
    {
        var whole = Profile(packed: true);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length - 1], Gen.Byte)
            .Sample(
                (at, value, at2, value2) =>
                {
                    var changed = whole.ToArray();
                    (changed[at], changed[at2]) = (value, value2);
                    if (Record.Exception(() => Pprof.Read(changed)) is { } failure)
                        failure.Should().BeOfType<InvalidDataException>();
                },
                iter: 20_000
            );
    }

    [Theory]
    [InlineData("/go/pkg/mod/example.com/m@v1.2.3/serve.go")]
    [InlineData("/src/shop/vendor/example.com/m/serve.go")]
    [InlineData("example.com/m@v1.2.3/serve.go")]
    public void Functions_of_the_module_cache_and_vendored_ones_are_known_as_dependencies(string file) =>
        Pprof.Read(Profile(packed: true, file)).Dependencies.Should().Equal("main.serve");

    [Fact]
    public void A_profile_that_unpacks_to_more_than_it_may_is_refused()
    {
        using var bomb = new MemoryStream();
        using (
            var zip = new System.IO.Compression.GZipStream(
                bomb,
                System.IO.Compression.CompressionLevel.Fastest,
                leaveOpen: true
            )
        )
        {
            for (var i = 0; i < 257; i++)
                zip.Write(new byte[1 << 20]);
        }

        var reading = () => Pprof.Read(bomb.ToArray());

        reading.Should().Throw<InvalidDataException>().WithMessage("*256 MiB*");
    }

    [Theory]
    [InlineData("<html>404</html>")]
    [InlineData("\u001f\u008bnot gzip")]
    public void A_page_is_no_profile(string text)
    {
        var reading = () => Pprof.Read([.. text.Select(c => (byte)c)]);

        reading.Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void Memory_statistics_are_found_at_the_end_of_a_text_profile()
    {
        const string text =
            "heap profile: 1: 2 [3: 4] @ heap/1024\n# runtime.MemStats\n# Alloc = 1\n# HeapAlloc = 424242\n# HeapSys = 9\n";

        MemStatsText.Find(text, "HeapAlloc").Should().Be(424242);
        MemStatsText.Find(text, "HeapIdle").Should().BeNull();
        MemStatsText.Find("# HeapAlloc = much", "HeapAlloc").Should().BeNull();
    }

    private static byte[] Profile(bool packed, string file = "/go/pkg/mod/example.com/m@v1.2.3/serve.go")
    {
        string[] strings = ["", "inuse_objects", "count", "inuse_space", "bytes", "main.add", "main.serve", file];
        return Message(o =>
        {
            Sub(
                o,
                1,
                t =>
                {
                    Int(t, 1, 1);
                    Int(t, 2, 2);
                }
            );
            Sub(
                o,
                1,
                t =>
                {
                    Int(t, 1, 3);
                    Int(t, 2, 4);
                }
            );
            Sub(
                o,
                2,
                s =>
                {
                    Numbers(s, 1, packed, 1, 2);
                    Numbers(s, 2, packed, 3, 3072);
                }
            );
            Sub(
                o,
                4,
                l =>
                {
                    Int(l, 1, 1);
                    Sub(
                        l,
                        4,
                        line =>
                        {
                            Int(line, 1, 1);
                            Int(line, 2, 42);
                        }
                    );
                }
            );
            Sub(
                o,
                4,
                l =>
                {
                    Int(l, 1, 2);
                    Sub(
                        l,
                        4,
                        line =>
                        {
                            Int(line, 1, 2);
                            Int(line, 2, 17);
                        }
                    );
                }
            );
            Sub(
                o,
                5,
                f =>
                {
                    Int(f, 1, 1);
                    Int(f, 2, 5);
                }
            );
            Sub(
                o,
                5,
                f =>
                {
                    Int(f, 1, 2);
                    Int(f, 2, 6);
                    Int(f, 4, 7);
                }
            );
            Int(o, 12, 524_288);
            foreach (var text in strings)
            {
                o.WriteTag(6, WireFormat.WireType.LengthDelimited);
                o.WriteString(text);
            }

            Int(o, 9, 12345);
        });
    }

    private static void Numbers(CodedOutputStream output, int field, bool packed, params long[] values)
    {
        if (!packed)
        {
            foreach (var value in values)
                Int(output, field, value);
            return;
        }

        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(Message(o => Array.ForEach(values, o.WriteInt64))));
    }

    private static void Int(CodedOutputStream output, int field, long value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(value);
    }

    private static void Sub(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(Message(write)));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using var output = new CodedOutputStream(stream);
        write(output);
        output.Flush();
        return stream.ToArray();
    }
}
