using System.Text;

namespace SoakHarness.Collection.Tests;

public sealed class RuntimeVersionTests
{
    private const int Chunk = 1024 * 1024;

    [Fact]
    public void A_shared_runtime_is_named_by_its_folder() =>
        RuntimeVersion
            .Of(0, "7f00-7f01 r-xp 0 fe:00 7   /usr/share/dotnet/shared/Microsoft.NETCore.App/9.0.3/libcoreclr.so\n")
            .Should()
            .Be("9.0.3");

    [Fact]
    public void One_that_a_program_brings_along_carries_its_version_in_its_code()
    {
        var folder = Directory.CreateTempSubdirectory("soak-version").FullName;
        try
        {
            var library = Path.Combine(folder, "libcoreclr.so");
            File.WriteAllText(library, "\u007fELF @(#)Version 8.0.3126.1234 @Commit: 12ab\0");

            RuntimeVersion.Of(Environment.ProcessId, $"7f00-7f01 r-xp 0 fe:00 7   {library}\n").Should().Be("8.0.31");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_runtime_of_this_process_carries_the_version_that_it_names()
    {
        var library = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libcoreclr.so");
        using var code = File.OpenRead(library);

        RuntimeVersion.In(code).Should().Be(Environment.Version.ToString(3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Chunk - 40)]
    [InlineData(Chunk - 10)]
    [InlineData(3 * Chunk)]
    public void It_is_found_wherever_it_stands(int place)
    {
        var code = new byte[4 * Chunk];
        Encoding.Latin1.GetBytes("@(#)Version 10.0.1226.42308 @Commit: 95017c\0").CopyTo(code, place);

        RuntimeVersion.In(new MemoryStream(code)).Should().Be("10.0.12");
    }

    [Theory]
    [InlineData("")]
    [InlineData("@(#)Version unknown ")]
    [InlineData("@(#)Version 0.0.0.0 ")]
    public void Code_without_a_version_tells_none(string code) =>
        RuntimeVersion.In(new MemoryStream(Encoding.Latin1.GetBytes(code))).Should().BeNull();

    [Fact]
    public void Of_a_process_that_is_gone_nothing_is_told() => RuntimeVersion.Of(int.MaxValue, "").Should().BeNull();
}
