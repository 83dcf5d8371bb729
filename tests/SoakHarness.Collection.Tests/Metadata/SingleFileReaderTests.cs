using System.Globalization;
using Microsoft.Diagnostics.Runtime;
using SoakHarness.Collection.Metadata;

namespace SoakHarness.Collection.Tests.Metadata;

public sealed class SingleFileReaderTests
{
    private const string Maps = """
        55a6dc190000-55a6dc192000 r--p 0226d000 fe:00 11970588                   /srv/Shop
        55a6dc1a0000-55a6dcced000 r-xp 0226d000 fe:00 11970588                   /srv/Shop
        55a6dd272000-55a6dd273000 r--p 00000000 fe:00 11970588                   /srv/Shop
        55a6dd274000-55a6dd275000 rw-p 00000000 00:00 0
        7f0000000000-7f0000001000 r--p 00000000 fe:00 11970589                   /srv/Shop it
        7f0000001000-7f0000002000 r--p 00000000 00:00 0                          [vdso]
        """;

    [Fact]
    public void A_program_begins_where_its_file_begins_and_not_where_an_assembly_inside_it_is_mapped() =>
        SingleFileReader.BeginOf(Maps, "/srv/Shop").Should().Be(0x55a6dd272000);

    [Theory]
    [InlineData("/srv/Shop it", 0x7f0000000000)]
    [InlineData("/srv/Sho", null)]
    [InlineData("[vdso]", null)]
    public void Only_the_programs_own_mappings_count(string path, long? begin) =>
        SingleFileReader.BeginOf(Maps, path).Should().Be((ulong?)begin);

    [Fact]
    public async Task The_program_is_a_module_that_begins_there_and_the_others_stay()
    {
        await using var zoo = await Zoo.StartAsync();
        using var opened = DataTarget.AttachToProcess(zoo.Pid, suspend: false);
        var program = new FileInfo($"/proc/{zoo.Pid}/exe").LinkTarget!;
        var maps = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{zoo.Pid}/maps"));
        var begin = SingleFileReader.BeginOf(maps, program)!.Value;

        var modules = new SingleFileReader(opened, (program, begin)).EnumerateModules().ToArray();

        modules.Single(m => m.FileName == program).ImageBase.Should().Be(begin);
        modules.Should().Contain(m => m.FileName.EndsWith("libcoreclr.so", StringComparison.Ordinal));
    }
}
