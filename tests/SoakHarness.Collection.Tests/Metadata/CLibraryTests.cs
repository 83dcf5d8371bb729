using SoakHarness.Collection.Metadata;

namespace SoakHarness.Collection.Tests.Metadata;

public sealed class CLibraryTests
{
    private static readonly string[] Glibc = ["/app/libcoreclr.so", "/usr/lib/x86_64-linux-gnu/libc.so.6"];
    private static readonly string[] Alpine = ["/app/libcoreclr.so", "/lib/ld-musl-x86_64.so.1"];

    [Fact]
    public void A_runtime_for_the_same_library_is_read()
    {
        CLibrary.Check(Glibc, Glibc);
        CLibrary.Check(Alpine, Alpine);
    }

    [Fact]
    public void A_runtime_for_another_library_is_not_read_and_the_reason_says_what_can()
    {
        var alpine = () => CLibrary.Check(Alpine, Glibc);
        var elsewhere = () => CLibrary.Check(Glibc, Alpine);

        alpine
            .Should()
            .Throw<InvalidDataException>()
            .WithMessage(
                "its runtime is built for musl (Alpine Linux), and can only be read by a SoakHarness *on musl*"
            );
        elsewhere.Should().Throw<InvalidDataException>().WithMessage("its runtime is built for glibc, *");
    }
}
